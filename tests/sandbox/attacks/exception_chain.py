"""Raise an exception whose causes go round in a circle, with groups in groups."""


# expect: failed
def attack():
    first, second = ValueError("first"), ValueError("second")
    first.__cause__, second.__cause__ = second, first
    first.__context__, second.__context__ = second, first
    group = ExceptionGroup("group", [first])
    for _ in range(1000):
        group = ExceptionGroup("group", [group, second])
    first.args = (group, first)
    raise first
