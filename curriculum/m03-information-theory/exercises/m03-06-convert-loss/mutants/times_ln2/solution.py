import math


def convert_loss(nats_per_token, n_tokens, n_chars):
    bits = nats_per_token * math.log(2)
    return {
        "ppl": math.exp(nats_per_token),
        "bits_per_token": bits,
        "bpc": bits * n_tokens / n_chars,
    }
