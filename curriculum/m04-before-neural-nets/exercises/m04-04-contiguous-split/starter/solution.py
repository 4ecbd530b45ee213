def contiguous_split(docs: list[str], frac: float, seed: int) -> tuple[list[str], list[str]]:
    """train, val: whole documents, in their order, with frac of all characters or more in val."""
    raise NotImplementedError
