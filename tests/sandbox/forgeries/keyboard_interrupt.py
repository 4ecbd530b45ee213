"""The exception that ends a test session."""


def double(x):
    raise KeyboardInterrupt
