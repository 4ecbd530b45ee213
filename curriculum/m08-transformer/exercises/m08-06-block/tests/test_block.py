"""Block, in the order of the tasks. B, T, D, the number of heads and their width all differ."""

import numpy as np
import slow
import torch
from evidence import check, check_array, not_started
from mistakes import agree, likely_cause
from solution import Block

SIZES = [  # B, T, D, heads
    (2, 5, 12, 3),
    (3, 4, 10, 2),
]


def made(P, D, n_heads):
    """The learner's block with the parameters P, once it is known to have them."""
    block = Block(D, n_heads)
    if block is None:
        not_started()
    own = {name: tuple(value.shape) for name, value in block.state_dict().items()}
    missing = ", ".join(name for name in P if name not in own)
    check(
        not missing,
        seen=f"no parameters named {missing}",
        expected="the twelve of the table",
        cause="missing_parameters",
        facts={"missing": missing},
    )
    for name, value in P.items():
        shape = tuple(value.shape)
        check(own[name] == shape, seen=f"{name} of shape {own[name]}", expected=f"shape {shape}")
    block.load_state_dict(P, strict=False)
    return block


def inputs(rng, size):
    return torch.tensor(rng.normal(size=size[:3]), dtype=torch.float32)


def answer(block, x):
    """What the block makes of a copy of x, once it is known to be a tensor of the same shape."""
    out = block(x.clone())
    check_array(out, shape=tuple(x.shape), what=f"block(x) for x of shape {tuple(x.shape)}")
    return out


def agrees(rng, size, silent=()):
    """The block equals the reference with random parameters; those of `silent` layers are 0."""
    D, n_heads = size[2:]
    P, x = slow.random_parameters(rng, D), inputs(rng, size)
    for name in P:
        if name.split(".")[0] in silent:
            P[name] = torch.zeros_like(P[name])
    seen = answer(made(P, D, n_heads), x).detach().double()
    right = slow.block(x.double(), slow.doubled(P), n_heads)
    with_zeros = f", with zeros in {' and '.join(silent)}" if silent else ""
    off = (seen - right).abs()
    b, t = divmod(int(off.amax(-1).argmax()), size[1])
    fits = agree(seen, right)
    check(
        fits,
        what=f"sequence {b}, position {t}, the first four of {D} numbers" + with_zeros,
        seen=np.round(seen[b, t, :4].numpy(), 4).tolist(),
        expected=np.round(right[b, t, :4].numpy(), 4).tolist(),
        cause=None if fits else cause(rng, size),
    )


def cause(rng, size):
    """The mistake that the learner's block turns out to be with random parameters, if one is."""
    D, n_heads = size[2:]
    P, x = slow.random_parameters(rng, D), inputs(rng, size)
    block = made(P, D, n_heads)
    first, second = (answer(block, x).detach() for _ in range(2))
    return likely_cause(first, x, P, n_heads) if agree(first, second) else "random"


def test_parameters(rng):
    for _, _, D, n_heads in SIZES:
        block = made(slow.random_parameters(rng, D), D, n_heads)
        names = {name for name, _ in block.named_parameters()}
        extra = ", ".join(sorted(names - set(slow.shapes(D))))
        check(not extra, seen=f"more parameters: {extra}", expected="the twelve of the table")


def test_shape_and_type(rng):
    for size in SIZES:
        D, n_heads = size[2:]
        out = made(slow.random_parameters(rng, D), D, n_heads)(inputs(rng, size))
        check_array(out, shape=size[:3], dtype="float32", what="block(x)")


def test_zero_output_weights(rng):
    for size in SIZES:
        agrees(rng, size, silent=("proj", "down"))


def test_attention_half(rng):
    for size in SIZES:
        agrees(rng, size, silent=("down",))


def test_mlp_half(rng):
    for size in SIZES:
        agrees(rng, size, silent=("proj",))


def test_whole_block(rng):
    for size in SIZES:
        agrees(rng, size)


def test_x_is_untouched(rng):
    size = SIZES[0]
    D, n_heads = size[2:]
    block, x = made(slow.random_parameters(rng, D), D, n_heads), inputs(rng, size)
    before = x.clone()
    block(x)
    check(
        torch.equal(x.detach(), before),
        seen="another x after the call",
        expected="the x that was passed in",
        cause="inputs_changed",
    )


def test_no_position_sees_the_future(rng):
    for size in SIZES:
        T, D, n_heads = size[1:]
        block, x = made(slow.random_parameters(rng, D), D, n_heads), inputs(rng, size)
        before = answer(block, x).detach()
        for j in range(1, T):
            changed = x.clone()
            changed[:, j] = 3 * inputs(rng, size)[:, j]
            moved = float((answer(block, changed).detach() - before)[:, :j].abs().max())
            check(
                moved <= 1e-5,
                seen=f"when position {j} was changed, an output before it moved by {moved:.3g}",
                expected="outputs before the changed position do not move",
                cause=None if moved <= 1e-5 else cause(rng, size),
            )


def test_same_input_same_output(rng):
    size = SIZES[0]
    D, n_heads = size[2:]
    block, x = made(slow.random_parameters(rng, D), D, n_heads), inputs(rng, size)
    first, second = (answer(block, x).detach() for _ in range(2))
    apart = float((first - second).abs().max())
    check(
        apart <= 1e-5,
        seen=f"two calls with the same x, up to {apart:.3g} apart",
        expected="the same output twice",
        cause="random",
    )


def test_gradients(rng):
    size = SIZES[0]
    D, n_heads = size[2:]
    P, x = slow.random_parameters(rng, D), inputs(rng, size)
    weight = inputs(rng, size)
    x.requires_grad_()
    block = made(P, D, n_heads)
    out = block(x)
    check(
        bool(out.requires_grad),
        seen="an output that no gradient can pass through",
        expected="an output that is connected to x and to the parameters",
        cause="detached",
    )
    (out * weight).sum().backward()
    exact = {name: value.double().requires_grad_() for name, value in P.items()}
    x8 = x.detach().double().requires_grad_()
    right = slow.block(x8, exact, n_heads)
    (right * weight).sum().backward()
    why = "detached" if agree(out.detach().double(), right.detach()) else cause(rng, size)
    found = {"x": x.grad} | {name: value.grad for name, value in block.named_parameters()}
    for name, due in ({"x": x8} | exact).items():
        seen = torch.zeros_like(due.grad) if found[name] is None else found[name].double()
        check(
            torch.allclose(seen, due.grad, rtol=1e-4, atol=1e-4),
            what=f"the gradient of {name}",
            seen=f"norm {float(seen.norm()):.4g}",
            expected=f"norm {float(due.grad.norm()):.4g}, and each entry as the reference has it",
            cause=why,
        )


def test_twelve_blocks_deep(rng):
    size = SIZES[0]
    D, n_heads = size[2:]
    stack = [made(slow.random_parameters(rng, D, gain=0.5), D, n_heads) for _ in range(12)]
    into = [inputs(rng, size).requires_grad_()]
    for block in stack:
        into.append(block(into[-1]))
    check(
        bool(into[-1].requires_grad),
        seen="an output that no gradient can pass through",
        expected="an output that is connected to x",
        cause="detached",
    )
    loss = (into[-1] * inputs(rng, size)).sum()
    first, last = torch.autograd.grad(loss, [into[0], into[11]])
    ratio = float(first.norm() / last.norm())
    alive = 1 / 3 < ratio < 3
    check(
        alive,
        seen=f"a gradient at block 1 that is {ratio:.3g} times the one at block 12",
        expected="between a third of it and three times as much",
        cause=None if alive else cause(rng, size),
    )
