from math import log2


def entropy_bits(p):
    bits = 0.0
    for probability in p:
        if probability > 0:
            bits += probability * log2(1 / probability)
    return bits
