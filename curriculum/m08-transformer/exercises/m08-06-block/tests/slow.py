"""An independent reference in float64: every layer from its formula, query by query."""

import math

import torch


def shapes(D):
    """The parameters of a block of width D, by name."""
    sizes = {"ln1": (D,), "qkv": (3 * D, D), "proj": (D, D), "ln2": (D,), "up": (4 * D, D)}
    sizes["down"] = (D, 4 * D)
    return {
        f"{layer}.{part}": shape if part == "weight" else shape[:1]
        for layer, shape in sizes.items()
        for part in ("weight", "bias")
    }


def random_parameters(rng, D, gain=1.0):
    """float32 parameters of which no two are alike: gains around 1, biases around 0."""
    P = {}
    for name, shape in shapes(D).items():
        if len(shape) == 2:
            values = gain / math.sqrt(shape[1]) * rng.normal(size=shape)
        elif name.startswith("ln") and name.endswith("weight"):
            values = rng.uniform(0.5, 1.5, size=shape)
        else:
            values = 0.3 * rng.normal(size=shape)
        P[name] = torch.tensor(values, dtype=torch.float32)
    return P


def norm(x, P, layer):
    centred = x - x.mean(-1, keepdim=True)
    spread = torch.sqrt((centred * centred).mean(-1, keepdim=True) + 1e-5)
    return centred / spread * P[f"{layer}.weight"] + P[f"{layer}.bias"]


def linear(x, P, layer):
    return torch.einsum("bti,oi->bto", x, P[f"{layer}.weight"]) + P[f"{layer}.bias"]


def gelu(x):
    return x * (1 + torch.erf(x / math.sqrt(2))) / 2


def mixed(q, k, v, n_heads, causal=True):
    """What attention passes on: each head for itself, each query for itself."""
    T, width = q.shape[1], q.shape[2] // n_heads
    rows = []
    for i in range(T):
        seen = i + 1 if causal else T
        heads = []
        for h in range(n_heads):
            part = slice(h * width, (h + 1) * width)
            scores = torch.einsum("bd,bjd->bj", q[:, i, part], k[:, :seen, part])
            e = torch.exp(scores / math.sqrt(width))
            heads.append(torch.einsum("bj,bjd->bd", e / e.sum(-1, keepdim=True), v[:, :seen, part]))
        rows.append(torch.cat(heads, dim=-1))
    return torch.stack(rows, dim=1)


def attend(x, P, n_heads, *, order="qkv", causal=True, project=True):
    """The attention half without its norm and without its residual."""
    thirds = dict(zip(order, linear(x, P, "qkv").chunk(3, dim=-1), strict=True))
    out = mixed(thirds["q"], thirds["k"], thirds["v"], n_heads, causal)
    return linear(out, P, "proj") if project else out


def think(x, P, activation=gelu):
    """The MLP half without its norm and without its residual."""
    return linear(activation(linear(x, P, "up")), P, "down")


def block(x, P, n_heads, *, attend=attend, think=think):
    """A pre-norm block. `attend` and `think` may be replaced by mistaken ones."""
    x = x + attend(norm(x, P, "ln1"), P, n_heads)
    return x + think(norm(x, P, "ln2"), P)


def doubled(P):
    """The same parameters in float64."""
    return {name: value.double() for name, value in P.items()}
