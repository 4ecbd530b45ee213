def ac_encode(symbols, counts, gain):
    counts = list(counts)
    low, width = 0.0, 1.0
    for symbol in symbols:
        total = sum(counts)
        low += width * sum(counts[:symbol]) / total
        width *= counts[symbol] / total
        counts[symbol] += gain
    return int((low + width / 2) * 2**64).to_bytes(8, "big")


def ac_decode(data, n, counts, gain):
    counts = list(counts)
    value = int.from_bytes(data, "big") / 2**64
    symbols = []
    for _ in range(n):
        place, below = value * sum(counts), 0
        for symbol, count in enumerate(counts):  # noqa: B007
            if place < below + count:
                break
            below += count
        value = (place - below) / max(count, 1)
        counts[symbol] += gain
        symbols.append(symbol)
    return symbols
