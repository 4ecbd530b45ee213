def huffman(freqs: dict[str, int]) -> dict[str, str]:
    """A code word of 0s and 1s for each symbol, none the start of another, short on average."""
    raise NotImplementedError
