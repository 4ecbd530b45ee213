def ac_encode(symbols: list[int], counts: list[int], gain: int) -> bytes:
    """The text as a number in its interval.

    A symbol has `counts` of all the parts at first, and `gain` more each time it has come.
    """
    raise NotImplementedError


def ac_decode(data: bytes, n: int, counts: list[int], gain: int) -> list[int]:
    """The n symbols of the text that `data` was made from, with the same model."""
    raise NotImplementedError
