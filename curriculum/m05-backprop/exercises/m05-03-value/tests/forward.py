"""Independent reference: derivatives carried forward with the numbers, one input at a time."""

import math


class Dual:
    """A number and how fast it moves when one chosen input moves."""

    def __init__(self, data, slope=0.0):
        self.data, self.slope = data, slope

    def __add__(self, other):
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.data + other.data, self.slope + other.slope)

    def __mul__(self, other):
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.data * other.data, self.slope * other.data + self.data * other.slope)

    __radd__, __rmul__ = __add__, __mul__

    def __pow__(self, n):
        return Dual(self.data**n, n * self.data ** (n - 1) * self.slope)

    def tanh(self):
        return Dual(math.tanh(self.data), self.slope / math.cosh(self.data) ** 2)

    def exp(self):
        return Dual(math.exp(self.data), self.slope * math.exp(self.data))


def gradients(formula, inputs):
    """The derivative of formula(*inputs) with respect to each input."""
    return [
        formula(*(Dual(x, float(i == k)) for i, x in enumerate(inputs))).slope
        for k in range(len(inputs))
    ]
