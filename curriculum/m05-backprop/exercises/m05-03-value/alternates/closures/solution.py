"""Every value keeps a function that hands its gradient on; the tape is a global count."""

import itertools
import math

counter = itertools.count()


class Value:
    def __init__(self, data, parents=()):
        self.data = float(data)
        self.grad = 0.0
        self.parents = parents
        self.number = next(counter)
        self.hand_on = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))

        def hand_on():
            self.grad += out.grad
            other.grad += out.grad

        out.hand_on = hand_on
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other))

        def hand_on():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out.hand_on = hand_on
        return out

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __pow__(self, n):
        out = Value(self.data**n, (self,))

        def hand_on():
            self.grad += n * self.data ** (n - 1) * out.grad

        out.hand_on = hand_on
        return out

    def tanh(self):
        out = Value(math.tanh(self.data), (self,))

        def hand_on():
            self.grad += (1 - out.data**2) * out.grad

        out.hand_on = hand_on
        return out

    def exp(self):
        out = Value(math.exp(self.data), (self,))

        def hand_on():
            self.grad += out.data * out.grad

        out.hand_on = hand_on
        return out

    def backward(self):
        found, todo = {self.number: self}, [self]
        while todo:
            for parent in todo.pop().parents:
                if parent.number not in found:
                    found[parent.number] = parent
                    todo.append(parent)
        for value in found.values():
            value.grad = 0.0
        self.grad = 1.0
        for number in sorted(found, reverse=True):
            found[number].hand_on()
