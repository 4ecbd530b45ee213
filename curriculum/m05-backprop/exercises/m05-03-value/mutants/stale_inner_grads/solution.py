import math


class Value:
    """A number that remembers what it was made from."""

    def __init__(self, data: float, parents: tuple = (), slopes: tuple = ()) -> None:
        """`slopes` holds, for each parent, how fast this moves when the parent moves."""
        self.data = float(data)
        self.grad = 0.0
        self.parents = parents
        self.slopes = slopes

    def __add__(self, other: "Value | float") -> "Value":
        other = as_value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other: "Value | float") -> "Value":
        other = as_value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, n: float) -> "Value":
        return Value(self.data**n, (self,), (n * self.data ** (n - 1),))

    def tanh(self) -> "Value":
        out = math.tanh(self.data)
        return Value(out, (self,), (1.0 - out**2,))

    def exp(self) -> "Value":
        out = math.exp(self.data)
        return Value(out, (self,), (out,))

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self) -> None:
        """Set `grad` of everything this was made from to the derivative of this."""
        order = made_before(self)
        for value in order:
            if not value.parents:
                value.grad = 0.0
        self.grad = 1.0
        for value in reversed(order):  # all that used a value comes before it here
            for parent, slope in zip(value.parents, value.slopes):
                parent.grad += slope * value.grad


def as_value(number: "Value | float") -> Value:
    return number if isinstance(number, Value) else Value(number)


def made_before(result: Value) -> list[Value]:
    """All values that `result` was made from, and itself, each after its parents."""
    order, seen, todo = [], set(), [(result, False)]
    while todo:
        value, parents_done = todo.pop()
        if parents_done:
            order.append(value)
        elif id(value) not in seen:
            seen.add(id(value))
            todo.append((value, True))
            todo += [(parent, False) for parent in value.parents]
    return order
