"""As programs do it: 32 bits of working space, digits sent as soon as they are certain."""

TOP, HALF, QUARTER = 2**32 - 1, 2**31, 2**30


def narrow(low, high, counts, symbol):
    total, below = sum(counts), sum(counts[:symbol])
    width = high - low + 1
    return low + width * below // total, low + width * (below + counts[symbol]) // total - 1


def ac_encode(symbols, counts, gain):
    counts = list(counts)
    low, high, waiting, bits = 0, TOP, 0, []

    def send(bit):
        nonlocal waiting
        bits.extend([bit] + [1 - bit] * waiting)
        waiting = 0

    for symbol in symbols:
        low, high = narrow(low, high, counts, symbol)
        counts[symbol] += gain
        while True:
            if high < HALF:
                send(0)
            elif low >= HALF:
                send(1)
                low, high = low - HALF, high - HALF
            elif low >= QUARTER and high < HALF + QUARTER:
                waiting += 1
                low, high = low - QUARTER, high - QUARTER
            else:
                break
            low, high = 2 * low, 2 * high + 1
    waiting += 1
    send(0 if low < QUARTER else 1)
    bits += [0] * (-len(bits) % 8)
    return bytes(int("".join(map(str, bits[at : at + 8])), 2) for at in range(0, len(bits), 8))


def ac_decode(data, n, counts, gain):
    counts = list(counts)
    bits = [int(bit) for byte in data for bit in format(byte, "08b")] + [0] * 64
    low, high, value, at = 0, TOP, int("".join(map(str, bits[:32])), 2), 32
    symbols = []
    for _ in range(n):
        total, width = sum(counts), high - low + 1
        place = ((value - low + 1) * total - 1) // width
        symbol, below = 0, 0
        while below + counts[symbol] <= place:
            below += counts[symbol]
            symbol += 1
        low, high = narrow(low, high, counts, symbol)
        counts[symbol] += gain
        symbols.append(symbol)
        while True:
            if high < HALF:
                shift = 0
            elif low >= HALF:
                shift = HALF
            elif low >= QUARTER and high < HALF + QUARTER:
                shift = QUARTER
            else:
                break
            low, high = 2 * (low - shift), 2 * (high - shift) + 1
            value = 2 * (value - shift) + (bits[at] if at < len(bits) else 0)
            at += 1
    return symbols
