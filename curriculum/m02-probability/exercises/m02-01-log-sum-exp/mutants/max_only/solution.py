def log_sum_exp(x, axis):
    return x.max(axis=axis)
