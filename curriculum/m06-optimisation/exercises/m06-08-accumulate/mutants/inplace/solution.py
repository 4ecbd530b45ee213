def accumulate(micro):
    parts = [(g, n) for g, n in micro if n > 0]
    total, examples = parts[0]
    total *= examples
    for g, n in parts[1:]:
        total += n * g
        examples += n
    return total / examples
