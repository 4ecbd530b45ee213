def ac_encode(symbols, counts, gain):
    low, width, unit = 0, 1, 1
    for symbol in symbols:
        low = low * sum(counts) + width * sum(counts[:symbol])
        width *= counts[symbol]
        unit *= sum(counts)
        counts[symbol] += gain
    n_bytes = (unit // width).bit_length() // 8 + 1
    number = (low * 256**n_bytes + unit - 1) // unit
    return number.to_bytes(n_bytes, "big")


def ac_decode(data, n, counts, gain):
    counts = list(counts)
    number, unit = int.from_bytes(data, "big"), 256 ** len(data)
    symbols = []
    for _ in range(n):
        place = number * sum(counts) // unit
        symbol, below = 0, 0
        while below + counts[symbol] <= place:
            below += counts[symbol]
            symbol += 1
        number = number * sum(counts) - below * unit
        unit *= counts[symbol]
        counts[symbol] += gain
        symbols.append(symbol)
    return symbols
