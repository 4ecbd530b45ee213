def posterior(prior, loglik):
    weight = prior * loglik.prod(axis=1)
    return weight / weight.sum()
