"""lstm_step, in the order of the tasks."""

import mistakes
import slow
from evidence import check, check_array, check_close, unchanged
from solution import lstm_step

AXES = ("lane", "cell")
SIZES = ((2, 3, 4), (4, 1, 3), (1, 5, 2))  # B, E, D


def draw(rng, B, E, D):
    """x, h, c, P; cells between about -3 and 3, hidden states between -1 and 1."""
    P = {
        "Wx": 0.8 * rng.normal(size=(E, 4 * D)),
        "Wh": 0.8 * rng.normal(size=(D, 4 * D)),
        "b": rng.normal(size=4 * D),
    }
    return rng.normal(size=(B, E)), rng.uniform(-1, 1, (B, D)), 1.5 * rng.normal(size=(B, D)), P


def with_gates(inputs, **positions):
    """The same inputs, with gates held at 0, 0.5 or 1 by their biases."""
    x, h, c, P = inputs
    D = h.shape[1]
    P = {name: array.copy() for name, array in P.items()}
    for name, position in positions.items():
        columns = slice("ifgo".index(name) * D, "ifgo".index(name) * D + D)
        P["Wx"][:, columns], P["Wh"][:, columns] = 0.0, 0.0
        P["b"][columns] = {0: -60.0, 0.5: 0.0, 1: 60.0}[position]
    return x, h, c, P


def answer(inputs, finite=True):
    """What the solution gives: two arrays of the shape of c."""
    x, h, c, P = inputs
    out = lstm_step(x.copy(), h.copy(), c.copy(), {name: P[name].copy() for name in P})
    if out is None:
        check_array(out, what="lstm_step(x, h, c, P)")
    pair = isinstance(out, tuple | list) and len(out) == 2
    check(pair, seen=type(out).__name__, expected="two arrays: the new h and the new c")
    for array, what in zip(out, ("h, returned first", "c, returned second")):
        check_array(array, shape=c.shape, dtype="f8", what=what, finite=finite)
    return out


def close(inputs, what):
    """Both states against the slow loop."""
    seen, right, wrong = answer(inputs), slow.step(*inputs), mistakes.of_step(*inputs)
    for place, name in ((1, "c"), (0, "h")):
        check_close(
            seen[place], right[place], what=f"the new {name}, {what}", rtol=1e-10, atol=1e-12,
            causes={cause: states[place] for cause, states in wrong.items()}, axes=AXES,
        )  # fmt: skip


def test_shapes_and_types(rng):
    for B, E, D in SIZES:
        answer(draw(rng, B, E, D))


def test_memory_is_kept(rng):
    for size in SIZES:
        close(with_gates(draw(rng, *size), i=0, f=1), "with forget gate 1 and input gate 0")


def test_memory_is_replaced(rng):
    for size in SIZES:
        close(with_gates(draw(rng, *size), i=1, f=0), "with forget gate 0 and input gate 1")


def test_what_is_shown(rng):
    for size in SIZES:
        inputs = draw(rng, *size)
        close(with_gates(inputs, o=0), "with output gate 0")
        close(with_gates(inputs, o=0.5), "with output gate 0.5")
        close(with_gates(inputs, o=1), "with output gate 1")


def test_any_step(rng):
    for size in SIZES:
        close(draw(rng, *size), "with random weights")


def test_hidden_state_stays_below_one(rng):
    x, h, c, P = draw(rng, 2, 3, 5)
    close((x, h, 20 * c, P), "from a large cell")


def test_large_sums(rng):
    inputs = draw(rng, 2, 3, 4)
    P = inputs[-1]
    P["b"] = P["b"] + rng.choice([-800.0, 800.0], size=16)
    P["b"][:2], P["b"][4:6], P["b"][12:14] = 800.0, (-800.0, 800.0), 800.0
    seen, right = answer(inputs, finite=False), slow.step(*inputs)
    wrong = mistakes.overflowing(*inputs)
    for place, name in ((1, "c"), (0, "h")):
        check_close(
            seen[place], right[place], what=f"the new {name} at sums of ±800", rtol=1e-10,
            atol=1e-12, causes={"sigmoid_overflow": wrong[place]}, axes=AXES,
        )  # fmt: skip


def test_inputs_are_untouched(rng):
    x, h, c, P = draw(rng, 2, 3, 4)
    with unchanged(x=x, h=h, c=c, Wx=P["Wx"], Wh=P["Wh"], b=P["b"]):
        lstm_step(x, h, c, P)
