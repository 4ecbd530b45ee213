import math


def convert_loss(nats_per_token, n_tokens, n_chars):
    bits = nats_per_token / math.log(2)
    return {
        "ppl": round(math.exp(nats_per_token), 2),
        "bits_per_token": round(bits, 2),
        "bpc": round(bits * n_tokens / n_chars, 2),
    }
