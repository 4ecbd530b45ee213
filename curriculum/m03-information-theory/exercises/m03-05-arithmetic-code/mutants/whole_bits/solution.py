from math import ceil, log2


def word(counts, symbol):
    total, below = sum(counts), sum(counts[:symbol])
    n = ceil(log2(total / counts[symbol])) + 1
    return format((2 * below + counts[symbol]) * 2**n // (2 * total), f"0{n}b")


def ac_encode(symbols, counts, gain):
    counts, bits = list(counts), ""
    for symbol in symbols:
        bits += word(counts, symbol)
        counts[symbol] += gain
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8))


def ac_decode(data, n, counts, gain):
    counts, symbols, at = list(counts), [], 0
    bits = "".join(format(byte, "08b") for byte in data)
    for _ in range(n):
        for symbol in range(len(counts)):
            if counts[symbol] and bits.startswith(word(counts, symbol), at):
                at += len(word(counts, symbol))
                counts[symbol] += gain
                symbols.append(symbol)
                break
    return symbols
