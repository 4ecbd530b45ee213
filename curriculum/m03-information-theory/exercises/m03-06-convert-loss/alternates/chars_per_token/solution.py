import numpy as np


def convert_loss(nats_per_token, n_tokens, n_chars):
    chars_per_token = n_chars / n_tokens
    ppl = np.exp(nats_per_token)
    bits = np.log2(ppl)
    return {"ppl": ppl, "bits_per_token": bits, "bpc": bits / chars_per_token}
