class Value:
    """A number that remembers what it was made from."""

    def __init__(self, data: float) -> None:
        self.data = float(data)
        self.grad = 0.0

    def __add__(self, other: "Value | float") -> "Value":
        raise NotImplementedError

    def __mul__(self, other: "Value | float") -> "Value":
        raise NotImplementedError

    def __pow__(self, n: float) -> "Value":
        raise NotImplementedError

    def tanh(self) -> "Value":
        raise NotImplementedError

    def exp(self) -> "Value":
        raise NotImplementedError

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self) -> None:
        """Set `grad` of everything this was made from to the derivative of this."""
        raise NotImplementedError
