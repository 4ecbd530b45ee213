"""The exception that ends a test session."""


# expect: x
def double(x):
    raise KeyboardInterrupt
