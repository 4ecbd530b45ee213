from itertools import accumulate


def ac_encode(symbols, counts, gain):
    """The same interval by its two ends; bits are added until one number fits."""
    counts = list(counts)
    low, high, unit = 0, 1, 1
    for symbol in symbols:
        ends = [0, *accumulate(counts)]
        width = high - low
        low, high = low * ends[-1] + width * ends[symbol], low * ends[-1] + width * ends[symbol + 1]
        unit *= ends[-1]
        counts[symbol] += gain
    bits = max(0, (unit // (high - low)).bit_length() - 1)
    while True:
        number = -(-(low << bits) // unit)
        if number * unit < high << bits:
            break
        bits += 1
    spare = -bits % 8
    return (number << spare).to_bytes((bits + spare) // 8, "big").rstrip(b"\0")


def ac_decode(data, n, counts, gain):
    counts = list(counts)
    number, scale = int.from_bytes(data, "big"), 256 ** len(data)
    low, high, unit, symbols = 0, 1, 1, []
    for _ in range(n):
        ends = [0, *accumulate(counts)]
        total, width = ends[-1], high - low
        place = (number * unit - low * scale) * total // (width * scale)
        symbol = max(s for s in range(len(ends) - 1) if ends[s] <= place < ends[s + 1])
        low, high = low * total + width * ends[symbol], low * total + width * ends[symbol + 1]
        unit *= total
        counts[symbol] += gain
        symbols.append(symbol)
    return symbols
