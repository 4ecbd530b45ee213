from math import inf, log2


def cross_entropy_kl(p, q):
    paid = extra = 0.0
    for world, belief in zip(p, q, strict=True):
        if world == 0:
            continue
        if belief == 0:
            return inf, inf
        paid -= world * log2(belief)
        extra += world * (log2(world) - log2(belief))
    return paid, extra
