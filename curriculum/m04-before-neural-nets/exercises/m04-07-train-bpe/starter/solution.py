def train_bpe(words: dict[bytes, int], n: int) -> list[tuple[bytes, bytes]]:
    """At most n merges, each the pair of pieces that would be merged most often in the words."""
    raise NotImplementedError
