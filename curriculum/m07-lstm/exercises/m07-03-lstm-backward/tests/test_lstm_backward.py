"""lstm_backward, in the order of the tasks."""

import mistakes
import slow
from evidence import check, check_array, check_close, unchanged
from solution import lstm_backward

SIZES = ((4, 2, 3, 5), (3, 5, 2, 4))  # T, B, E, D
NAMES = ("b", "Wx", "Wh", "X", "h0", "c0")


def draw(rng, T, B, E, D, beyond=False):
    """dH, dcT, and the arguments of a forward pass."""
    P = {
        "Wx": 0.8 * rng.normal(size=(E, 4 * D)),
        "Wh": 0.8 * rng.normal(size=(D, 4 * D)),
        "b": rng.normal(size=4 * D),
    }
    run = rng.normal(size=(T, B, E)), rng.uniform(-1, 1, (B, D)), rng.normal(size=(B, D)), P
    return rng.normal(size=(T, B, D)), beyond * rng.normal(size=(B, D)), run


def copied(cache):
    return {
        name: copied(part) if isinstance(part, dict) else part.copy()
        for name, part in cache.items()
    }


def answer(dH, dcT, cache):
    """What the solution gives for copies: six arrays, by name."""
    grads = lstm_backward(dH.copy(), dcT.copy(), copied(cache))
    if grads is None:
        check_array(grads, what="lstm_backward(dH, dcT, cache)")
    check(isinstance(grads, dict), seen=type(grads).__name__, expected="a dictionary")
    missing = [name for name in NAMES if name not in grads]
    check(not missing, seen=f"no entry for {', '.join(missing)}", expected="six entries")
    return grads


def close(name, draws, what):
    """One of the six against measured slopes."""
    dH, dcT, run = draws
    cache = slow.cache(*run)
    seen = answer(dH, dcT, cache)[name]
    wrong = mistakes.of_backward(dH, dcT, cache)
    check_close(
        seen, slow.slopes(dH, dcT, *run)[name], what=f"grads[{name!r}] {what}", rtol=1e-8,
        atol=1e-10, causes={cause: six[name] for cause, six in wrong.items()},
        facts={"T": len(dH)},
    )  # fmt: skip


def several_steps(name, rng):
    for size in SIZES:
        close(name, draw(rng, *size), f"of {size[0]} steps")


def test_names_and_shapes(rng):
    for size in SIZES:
        dH, dcT, run = draw(rng, *size)
        grads = answer(dH, dcT, slow.cache(*run))
        X, h0, c0, P = run
        B, columns = size[1], len(P["b"])
        for name, like in {**P, "X": X, "h0": h0, "c0": c0}.items():
            check_array(
                grads[name], shape=like.shape, dtype="f8", what=f"grads[{name!r}]",
                shape_causes={(B, columns): "b_not_summed"} if name == "b" else {},
            )  # fmt: skip


def test_one_step(rng):
    for _, B, E, D in SIZES:
        draws = draw(rng, 1, B, E, D)
        for name in NAMES:
            close(name, draws, "of a single step")


def test_inputs_step_by_step(rng):
    several_steps("X", rng)


def test_biases(rng):
    several_steps("b", rng)


def test_input_weights(rng):
    several_steps("Wx", rng)


def test_state_weights(rng):
    several_steps("Wh", rng)


def test_first_hidden_state(rng):
    several_steps("h0", rng)


def test_first_cell(rng):
    several_steps("c0", rng)


def test_nothing_flows_to_later_steps(rng):
    dH, dcT, run = draw(rng, 5, 2, 3, 4)
    dH[[0, 2, 3, 4]] = 0.0
    seen = answer(dH, dcT, slow.cache(*run))["X"]
    right = slow.slopes(dH, dcT, *run)["X"]
    check_close(seen[2:], right[2:], what="the slopes of the inputs after it", atol=1e-12)
    check_close(seen[:2], right[:2], what="the slopes up to it", rtol=1e-8, atol=1e-10)


def test_from_beyond_the_stretch(rng):
    for size in SIZES:
        draws = draw(rng, *size, beyond=True)
        for name in ("c0", "X", "b"):
            close(name, draws, "with a slope from beyond")


def test_two_halves(rng):
    dH, dcT, run = draw(rng, 6, 2, 3, 4, beyond=True)
    (X, h0, c0, P), cut = run, 4
    H, C, _ = slow.forward(*run)
    second = answer(dH[cut:], dcT, slow.cache(X[cut:], H[cut], C[cut], P))
    handed_on = dH[:cut].copy()
    handed_on[-1] += second["h0"]
    first = answer(handed_on, second["c0"], slow.cache(X[:cut], h0, c0, P))
    right = slow.slopes(dH, dcT, *run)
    for name in ("Wx", "Wh", "b"):
        total = first[name] + second[name]
        check_close(total, right[name], what=f"{name} of both halves", rtol=1e-8, atol=1e-10)
    for name in ("h0", "c0"):
        check_close(first[name], right[name], what=f"{name} of the first", rtol=1e-8, atol=1e-10)


def test_inputs_are_untouched(rng):
    dH, dcT, run = draw(rng, 4, 2, 3, 5, beyond=True)
    cache = slow.cache(*run)
    held = {f"cache[{name!r}]": part for name, part in cache.items() if name != "P"}
    with unchanged(dH=dH, dcT=dcT, **held, **{f"P[{n!r}]": p for n, p in cache["P"].items()}):
        lstm_backward(dH, dcT, cache)
