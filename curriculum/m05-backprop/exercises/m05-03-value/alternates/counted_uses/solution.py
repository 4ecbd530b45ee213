"""A value hands on once it has heard from all its uses."""

import math


class Value:
    def __init__(self, data, made_from=()):
        self.data, self.grad, self.made_from = float(data), 0.0, made_from

    def __add__(self, other):
        if not isinstance(other, Value):
            return Value(self.data + other, [(self, 1.0)])
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other):
        if not isinstance(other, Value):
            return Value(self.data * other, [(self, other)])
        return Value(self.data * other.data, [(self, other.data), (other, self.data)])

    __radd__, __rmul__ = __add__, __mul__

    def __pow__(self, n):
        return Value(self.data**n, [(self, n * self.data**n / self.data)])

    def tanh(self):
        return Value(math.tanh(self.data), [(self, 1 - math.tanh(self.data) ** 2)])

    def exp(self):
        return Value(math.exp(self.data), [(self, math.exp(self.data))])

    def backward(self):
        uses, todo = {self: 0}, [self]
        while todo:
            value = todo.pop()
            value.grad = 0.0
            for parent, _ in value.made_from:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            value = ready.pop()
            for parent, slope in value.made_from:
                parent.grad += slope * value.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)
