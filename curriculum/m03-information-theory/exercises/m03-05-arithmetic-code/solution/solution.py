def ac_encode(symbols: list[int], counts: list[int], gain: int) -> bytes:
    """The text as a number in its interval.

    A symbol has `counts` of all the parts at first, and `gain` more each time it has come.
    """
    counts = list(counts)  # (V,): ours, to learn with
    low, width, unit = 0, 1, 1  # the interval is [low, low + width) / unit, in whole numbers
    for symbol in symbols:
        low = low * sum(counts) + width * sum(counts[:symbol])
        width *= counts[symbol]
        unit *= sum(counts)
        counts[symbol] += gain  # only now: the decoder has to see the same counts
    n_bytes = (unit // width).bit_length() // 8 + 1  # numbers this fine are at most `width` apart
    number = (low * 256**n_bytes + unit - 1) // unit  # rounded up, to lie inside
    return number.to_bytes(n_bytes, "big")


def ac_decode(data: bytes, n: int, counts: list[int], gain: int) -> list[int]:
    """The n symbols of the text that `data` was made from, with the same model."""
    counts = list(counts)  # (V,)
    number, unit = int.from_bytes(data, "big"), 256 ** len(data)  # their ratio lies in [0, 1)
    symbols: list[int] = []
    for _ in range(n):
        place = number * sum(counts) // unit  # which of the parts the number lies in
        symbol, below = 0, 0
        while below + counts[symbol] <= place:
            below += counts[symbol]
            symbol += 1
        number = number * sum(counts) - below * unit  # the symbol's parts become the whole
        unit *= counts[symbol]
        counts[symbol] += gain
        symbols.append(symbol)
    return symbols
