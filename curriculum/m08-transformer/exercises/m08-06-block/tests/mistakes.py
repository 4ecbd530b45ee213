"""Blocks with one well-known mistake each, and which of them a learner's block is, if any."""

import functools
import itertools

import slow
import torch
from slow import attend, norm, think


def post_norm(x, P, H):
    x = norm(x + attend(x, P, H), P, "ln1")
    return norm(x + think(x, P), P, "ln2")


def no_residual(x, P, H):
    x = attend(norm(x, P, "ln1"), P, H)
    return think(norm(x, P, "ln2"), P)


def no_first_residual(x, P, H):
    x = attend(norm(x, P, "ln1"), P, H)
    return x + think(norm(x, P, "ln2"), P)


def no_second_residual(x, P, H):
    x = x + attend(norm(x, P, "ln1"), P, H)
    return think(norm(x, P, "ln2"), P)


def residual_from_normed(x, P, H):
    x = norm(x, P, "ln1")
    x = x + attend(x, P, H)
    x = norm(x, P, "ln2")
    return x + think(x, P)


def parallel(x, P, H):
    return x + attend(norm(x, P, "ln1"), P, H) + think(norm(x, P, "ln2"), P)


def attention_forgotten(x, P, H):
    middle = x + attend(norm(x, P, "ln1"), P, H)
    return x + think(norm(middle, P, "ln2"), P)


def shared_norm(x, P, H):
    x = x + attend(norm(x, P, "ln1"), P, H)
    return x + think(norm(x, P, "ln1"), P)


def no_norms(x, P, H):
    x = x + attend(x, P, H)
    return x + think(x, P)


def one_head(x, P, H):
    return slow.block(x, P, 1)


def reshaped(x, P, H, *, split, merge):
    """Attention whose heads are cut apart, or put together, by a reshape without a transpose."""
    B, T, D = x.shape
    heads = []
    for third in slow.linear(x, P, "qkv").chunk(3, dim=-1):
        cut = third.reshape(B, H, T, D // H) if split else third.view(B, T, H, -1).transpose(1, 2)
        heads.append(cut)
    out = torch.stack(
        [slow.mixed(*(each[:, h] for each in heads), n_heads=1) for h in range(H)], dim=1
    )
    out = out.reshape(B, T, D) if merge else out.transpose(1, 2).reshape(B, T, D)
    return slow.linear(out, P, "proj")


def with_reshape(split, merge):
    half = functools.partial(reshaped, split=split, merge=merge)
    return functools.partial(slow.block, attend=half)


def with_attention(**changes):
    return functools.partial(slow.block, attend=functools.partial(attend, **changes))


def with_activation(activation):
    return functools.partial(slow.block, think=functools.partial(think, activation=activation))


WRONG = {
    "post_norm": [post_norm],
    "no_residual": [no_residual],
    "no_first_residual": [no_first_residual],
    "no_second_residual": [no_second_residual],
    "residual_from_normed": [residual_from_normed],
    "parallel": [parallel],
    "attention_forgotten": [attention_forgotten],
    "shared_norm": [shared_norm],
    "no_norms": [no_norms],
    "one_head": [one_head],
    "heads_reshaped": [
        with_reshape(True, True),
        with_reshape(True, False),
        with_reshape(False, True),
    ],
    "no_mask": [with_attention(causal=False)],
    "no_proj": [with_attention(project=False)],
    "qkv_order": [
        with_attention(order="".join(order))
        for order in itertools.permutations("qkv")
        if order != ("q", "k", "v")
    ],
    "no_nonlinearity": [with_activation(lambda x: x)],
    "relu": [with_activation(torch.relu)],
    "gelu_tanh": [with_activation(functools.partial(torch.nn.functional.gelu, approximate="tanh"))],
}


def likely_cause(seen, x, P, n_heads):
    """The one mistake whose output for x is `seen`; None when none or several are.

    P (the parameters) and x are random and full: different blocks do not agree by chance.
    """
    exact = slow.doubled(P)
    found = [
        name
        for name, blocks in WRONG.items()
        for block in blocks
        if agree(seen.double(), block(x.double(), exact, n_heads))
    ]
    return found[0] if len(found) == 1 else None


def agree(a, b):
    return a.shape == b.shape and torch.allclose(a, b, rtol=1e-5, atol=1e-5)
