def lr_at(step: int, peak: float, warm: int, total: int, floor: float) -> float:
    """The learning rate of a step, the first being 1: warm-up to peak, cosine to floor."""
    raise NotImplementedError
