def convert_loss(nats_per_token: float, n_tokens: int, n_chars: int) -> dict[str, float]:
    """A mean loss in nats per token, in the three other ways in which it gets reported."""
    raise NotImplementedError
