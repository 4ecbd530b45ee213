from .square import Square

__all__ = ["Square", "names"]


def names():
    return ["square"]


hidden = 1
