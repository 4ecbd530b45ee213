def log_sum_exp(x, axis):
    return x.sum(axis=axis)
