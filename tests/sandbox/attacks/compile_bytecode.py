"""Bytecode that no compiler makes: the interpreter does not check what it runs."""


# expect: error or failed
def attack():
    return "contained"


attack.__code__ = attack.__code__.replace(co_code=b"d\xff" * 4 + b"\x83\xff" * 8 + b"S\x00")
