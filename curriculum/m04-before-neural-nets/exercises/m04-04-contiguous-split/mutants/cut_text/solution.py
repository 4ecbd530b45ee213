def contiguous_split(docs, frac, seed):
    text = "".join(docs)
    cut = round((1 - frac) * len(text))
    return [text[:cut]], [text[cut:]]
