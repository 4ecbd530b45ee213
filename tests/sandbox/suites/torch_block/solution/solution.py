from torch import nn


class Block(nn.Module):
    def __init__(self, d, h):
        super().__init__()
        self.lin = nn.Linear(d, d)

    def forward(self, x):
        return x + self.lin(x)


def loss(b, x):
    return (b(x) ** 2).mean()


def energy(x):
    return (x**3).sum()


def mode(b):
    return b.training
