"""An independent reference: logarithms added exactly, in the base of halvings."""

import math


def perplexity(logp_nats):
    bits = math.fsum(-float(x) / math.log(2) for x in logp_nats) / len(logp_nats)
    return 2.0**bits
