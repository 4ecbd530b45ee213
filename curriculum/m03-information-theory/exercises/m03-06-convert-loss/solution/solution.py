import math


def convert_loss(nats_per_token: float, n_tokens: int, n_chars: int) -> dict[str, float]:
    """A mean loss in nats per token, in the three other ways in which it gets reported."""
    bits_per_token = nats_per_token / math.log(2)
    return {
        "ppl": math.exp(nats_per_token),  # as many equally likely tokens would cost the same
        "bits_per_token": bits_per_token,
        "bpc": bits_per_token * n_tokens / n_chars,  # the bits of the whole text, per character
    }
