import numpy as np


def convert_loss(nats_per_token, n_tokens, n_chars):
    total_bits = nats_per_token * n_tokens * np.log2(np.e)
    per_token = total_bits / n_tokens
    return {"bpc": total_bits / n_chars, "bits_per_token": per_token, "ppl": 2**per_token}
