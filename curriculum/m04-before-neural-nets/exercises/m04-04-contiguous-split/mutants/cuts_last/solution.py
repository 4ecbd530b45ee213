def contiguous_split(docs, frac, seed):
    left = round((1 - frac) * sum(len(doc) for doc in docs))
    train, val = [], []
    for doc in docs:
        if left > 0:
            train.append(doc[:left])
        if left < len(doc):
            val.append(doc[max(left, 0) :])
        left -= len(doc)
    return train, val
