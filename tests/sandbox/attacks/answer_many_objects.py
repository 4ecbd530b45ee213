"""Answer with a hundred thousand objects and thousands of classes."""


# expect: failed
def attack():
    kinds = [type(f"Kind{number}", (), {"__len__": lambda self: 1}) for number in range(3000)]
    return [kinds[number % len(kinds)]() for number in range(50_000)]
