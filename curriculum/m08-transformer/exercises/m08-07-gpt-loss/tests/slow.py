"""An independent reference in float64: the model from its formulas, the loss token by token."""

import math

import torch


def shapes(V, context, D, L):
    """The parameters of a GPT, by name."""
    block = {"ln1": (D,), "qkv": (3 * D, D), "proj": (D, D), "ln2": (D,), "up": (4 * D, D)}
    block["down"] = (D, 4 * D)
    found = {"tokens.weight": (V, D), "positions.weight": (context, D)}
    for layer in range(L):
        for name, shape in block.items():
            found[f"blocks.{layer}.{name}.weight"] = shape
            found[f"blocks.{layer}.{name}.bias"] = shape[:1]
    return found | {"ln.weight": (D,), "ln.bias": (D,)}


def random_parameters(rng, shape):
    """float32 parameters of which no two are alike, large enough for every mistake to show."""
    P = {}
    for name, size in shapes(*shape).items():
        values = rng.normal(size=size)
        if len(size) == 2 and name.startswith("blocks"):
            values = values / math.sqrt(size[1])
        elif len(size) == 1:
            values = rng.uniform(0.5, 1.5, size) if name.endswith("weight") else 0.3 * values
        P[name] = torch.tensor(values, dtype=torch.float32)
    return P


def norm(x, P, name):
    away = x - x.mean(-1, keepdim=True)
    root = torch.sqrt((away * away).mean(-1, keepdim=True) + 1e-5)
    return away / root * P[f"{name}.weight"] + P[f"{name}.bias"]


def linear(x, P, name):
    return torch.einsum("bti,oi->bto", x, P[f"{name}.weight"]) + P[f"{name}.bias"]


def attend(x, P, name, H):
    q, k, v = linear(x, P, f"{name}.qkv").chunk(3, dim=-1)
    width, rows = q.shape[-1] // H, []
    for i in range(q.shape[1]):
        heads = []
        for h in range(H):
            part = slice(h * width, (h + 1) * width)
            scores = torch.einsum("bd,bjd->bj", q[:, i, part], k[:, : i + 1, part])
            e = torch.exp(scores / math.sqrt(width))
            e = e / e.sum(-1, keepdim=True)
            heads.append(torch.einsum("bj,bjd->bd", e, v[:, : i + 1, part]))
        rows.append(torch.cat(heads, dim=-1))
    return linear(torch.stack(rows, dim=1), P, f"{name}.proj")


def block(x, P, name, H):
    x = x + attend(norm(x, P, f"{name}.ln1"), P, name, H)
    h = linear(norm(x, P, f"{name}.ln2"), P, f"{name}.up")
    h = h * (1 + torch.erf(h / math.sqrt(2))) / 2
    return x + linear(h, P, f"{name}.down")


def gpt(ids, P, L, H, *, places=None, size=1.0, first=False, last=True, layers=None):
    """Scores of a GPT in float64. The keywords let the well-known mistakes in."""
    P = {name: value.double() for name, value in P.items()}
    T = ids.shape[1]
    rows = P["positions.weight"][:T] if places is None else places(P["positions.weight"], ids)
    x = size * P["tokens.weight"][ids] + rows
    x = norm(x, P, "ln") if first else x
    for layer in range(L if layers is None else layers):
        x = block(x, P, f"blocks.{layer}", H)
    x = norm(x, P, "ln") if last else x
    return torch.einsum("btd,vd->btv", x, P["tokens.weight"])


def surprises(scores, ids, shift=1):
    """(token, surprise in nats, sequence) for each prediction of the token `shift` places on."""
    found = []
    for b, row in enumerate(ids.tolist()):
        for t in range(len(row)):
            if 0 <= t + shift < len(row):
                z = scores[b, t].double()
                top = float(z.max())
                total = math.log(math.fsum(math.exp(float(v) - top) for v in z)) + top
                found.append((row[t + shift], total - float(z[row[t + shift]]), b))
    return found


def mean(values):
    values = list(values)
    return math.fsum(values) / len(values)
