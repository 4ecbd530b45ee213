from itertools import count, product


def huffman(freqs):
    shortest = ("".join(bits) for n in count(1) for bits in product("01", repeat=n))
    by_frequency = sorted(freqs, key=lambda symbol: -freqs[symbol])
    return dict(zip(by_frequency, shortest, strict=False))
