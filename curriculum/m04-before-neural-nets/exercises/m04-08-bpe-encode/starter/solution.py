def bpe_encode(text: str, merges: list[tuple[bytes, bytes]]) -> list[int]:
    """The numbers of the tokens that the merges, in their order, make of the text."""
    raise NotImplementedError


def bpe_decode(ids: list[int], merges: list[tuple[bytes, bytes]]) -> str:
    """The text that tokens spell; U+FFFD where their bytes are none."""
    raise NotImplementedError
