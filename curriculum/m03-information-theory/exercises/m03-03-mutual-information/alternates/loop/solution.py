from math import log2


def mutual_information(J):
    total = J.sum()
    bits = 0.0
    for x in range(J.shape[0]):
        for y in range(J.shape[1]):
            if J[x, y] > 0:
                alone = J[x].sum() * J[:, y].sum() / total
                bits += J[x, y] / total * log2(J[x, y] / alone)
    return bits
