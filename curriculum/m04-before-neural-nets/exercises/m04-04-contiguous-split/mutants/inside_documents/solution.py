def contiguous_split(docs, frac, seed):
    train, val = [], []
    for doc in docs:
        cut = int((1 - frac) * len(doc))
        train.append(doc[:cut])
        val.append(doc[cut:])
    return train, val
