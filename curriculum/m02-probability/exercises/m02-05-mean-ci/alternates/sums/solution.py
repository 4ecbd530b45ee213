def mean_ci(draw, n, rng):
    x = draw(n, rng)
    m = sum(x) / n
    variance = sum((x - m) ** 2) / (n - 1)
    return m, 1.96 * variance**0.5 / n**0.5
