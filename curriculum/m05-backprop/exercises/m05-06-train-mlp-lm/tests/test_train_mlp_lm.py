"""train_mlp_lm, in the order of the tasks."""

import math

import numpy as np
import slow
import text
from evidence import check, check_array, check_close, gate, plot, unchanged
from solution import init_params, loss_and_grads, train_mlp_lm

NAMES = ("table", "W1", "b1", "W2", "b2")
V = len(text.ALPHABET)
PAGES = (slice(0, 2000), slice(-2000, None))  # the first and the last of a text


def check_params(params, V, what):
    """A dictionary of the five arrays, of shapes that fit together."""
    if params is None:
        check_array(params, what=what)
    named = isinstance(params, dict) and set(params) >= set(NAMES)
    keys = sorted(map(str, params)) if isinstance(params, dict) else type(params).__name__
    check(named, seen=keys, expected=f"a dictionary with {', '.join(NAMES)}", what=what)
    for name in NAMES:
        check_array(params[name], what=f"{what}: {name}", dtype="f8", finite=False)
    E, H = params["table"].shape[-1], params["W1"].shape[-1]
    shapes = {"table": (V, E), "W1": (8 * E, H), "b1": (H,), "W2": (H, V), "b2": (V,)}
    for name, shape in shapes.items():
        check_array(params[name], what=f"{what}: {name}", shape=shape)
    return {name: params[name] for name in NAMES}


def made(rng, V=11, E=3, H=4):
    """Parameters with nothing special about them."""
    shapes = {"table": (V, E), "W1": (8 * E, H), "b1": (H,), "W2": (H, V), "b2": (V,)}
    return {name: 0.5 * rng.normal(size=shape) for name, shape in shapes.items()}


def batch(rng, B=5, V=11):
    return rng.integers(0, V, size=(B, 8)), rng.integers(0, V, size=B)


def answer(params, X, y):
    out = loss_and_grads({k: v.copy() for k, v in params.items()}, X.copy(), y.copy())
    if out is None:
        check_array(out, what="loss_and_grads(params, X, y)")
    pair = isinstance(out, tuple | list) and len(out) == 2
    check(pair, seen=type(out).__name__, expected="two things: the loss and the gradients")
    loss, grads = out
    check_array(np.asarray(loss), shape=(), what="the loss", finite=False)
    grads = check_params(grads, len(params["table"]), "the gradients")
    for name in NAMES:
        check_array(grads[name], shape=params[name].shape, what=f"the gradient of {name}")
    return float(loss), grads


def test_parameters(rng):
    for V in (11, 50):
        params = check_params(init_params(V, rng), V, "init_params")
        for name in NAMES:
            check_array(params[name], what=f"init_params: {name}")
        for name, axis, parts in (("table", 0, "the vectors"), ("W1", 1, "the hidden units")):
            alike = not np.ptp(params[name], axis=axis).any()
            facts = {"name": name, "parts": parts}
            check(
                not alike,
                seen=f"{parts} of {name} all alike",
                expected="random numbers",
                cause="zero_init",
                facts=facts,
            )


def test_first_loss(rng, seed):
    ids, _ = text.draw(2000, seed)
    bits = slow.bits_per_character(check_params(init_params(V, rng), V, "init_params"), ids)
    uniform = math.log2(V)
    check(
        abs(bits / uniform - 1) < 0.05,
        seen=bits,
        expected=uniform,
        cause="large_init" if bits > 1.05 * uniform else None,
        facts={"seen": bits, "V": V, "uniform": uniform},
        what="the loss of an untrained model",
    )


def test_loss(rng):
    params, (X, y) = made(rng), batch(rng)
    right = slow.loss(params, X, y)
    check_close(
        answer(params, X, y)[0], right, what="the loss of 5 contexts", rtol=1e-10,
        causes={
            "loss_in_bits": right / math.log(2),
            "loss_sum": right * len(y),
            "context_reversed": slow.loss(params, X[:, ::-1], y),
        },
        facts={"B": len(y)},
    )  # fmt: skip


def test_far_scores(rng):
    params, (X, y) = made(rng), batch(rng)
    params["W2"] *= 4000.0  # and b2 shifts all scores of a row alike
    params["b2"] += 1000.0
    with np.errstate(all="ignore"):
        loss = np.asarray(answer_of_any_size(params, X, y))
    right, top = slow.loss(params, X, y), float(np.abs(slow.scores(params, X)).max())
    facts = {"top": top, "seen": float(loss)}
    cause = None if np.isfinite(loss) else "no_shift"
    check(bool(np.isfinite(loss)), seen=loss, expected=right, cause=cause, facts=facts)
    check_close(float(loss), right, what="the loss with scores far apart", rtol=1e-10)


def answer_of_any_size(params, X, y):
    """The loss alone, which may be anything."""
    out = loss_and_grads({k: v.copy() for k, v in params.items()}, X.copy(), y.copy())
    if out is None:
        check_array(out, what="loss_and_grads(params, X, y)")
    check_array(np.asarray(out[0]), shape=(), what="the loss", finite=False)
    return float(out[0])


def test_gradients(rng):
    params, (X, y) = made(rng), batch(rng, B=4)
    _, grads = answer(params, X, y)
    B = len(y)
    slopes = {
        (name, place): slow.slope(params, name, place, X, y)
        for name in ("b2", "W2", "b1", "W1", "table")
        for place in places(params, name, X)
    }
    factors = [grads[name][place] / slope for (name, place), slope in slopes.items()]
    check(
        not np.allclose(factors, B, rtol=1e-4),
        seen=f"gradients {B} times as large",
        expected="the gradients of the mean",
        cause="no_1_over_B",
        facts={"B": B},
    )
    linear = without_tanh(params, X, y)
    for (name, place), slope in slopes.items():
        check_close(
            grads[name][place], slope, what=f"the gradient of {name}[{place}]", rtol=1e-5,
            atol=1e-8, causes={"zero_gradient": 0.0, "no_dtanh": linear[name][place]},
            facts={"name": name},
        )  # fmt: skip


def places(params, name, X):
    """Two numbers of a parameter that the loss depends on."""
    shape = params[name].shape
    if name == "table":  # a character that the batch holds
        return [(int(X[0, 0]), 0), (int(X[1, 5]), shape[1] - 1)]
    return [tuple(0 for _ in shape), tuple(n - 1 for n in shape)]


def without_tanh(params, X, y):
    """What the gradients are when the slope of tanh is left out."""
    B = len(y)
    x = params["table"][X].reshape(B, -1)
    h = np.tanh(x @ params["W1"] + params["b1"])
    z = h @ params["W2"] + params["b2"]
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    dh = (p - np.eye(p.shape[1])[y]) @ params["W2"].T / B
    table = np.zeros_like(params["table"])
    np.add.at(table, X, (dh @ params["W1"].T).reshape(B, 8, -1))
    none = {name: np.full(params[name].shape, np.nan) for name in ("W2", "b2")}
    return {"table": table, "W1": x.T @ dh, "b1": dh.sum(axis=0), **none}


def test_repeated_characters(rng):
    params = made(rng)
    X, y = np.array([[3] * 8, [3, 7] * 4]), np.array([1, 2])
    _, grads = answer(params, X, y)
    slopes = [slow.slope(params, "table", (3, e), X, y) for e in range(3)]
    singles = [grad_of_one(params, X, y, row, place) for row in (0, 1) for place in range(8)]
    one = any(np.allclose(grads["table"][3], single, rtol=1e-4) for single in singles)
    check(
        np.allclose(grads["table"][3], slopes, rtol=1e-5, atol=1e-8),
        seen=grads["table"][3],
        expected=np.array(slopes),
        cause="fancy_plus_equals" if one else None,
        facts={"id": 3, "times": 12},
        what="the gradient of table[3]",
    )


def grad_of_one(params, X, y, row, place):
    """The part of a vector's gradient that one place of the batch gives."""
    more = {**params, "table": np.vstack([params["table"], params["table"][X[row, place]]])}
    moved = X.copy()
    moved[row, place] = len(params["table"])
    return [slow.slope(more, "table", (len(params["table"]), e), moved, y) for e in range(3)]


def test_parameters_are_untouched(rng):
    params, (X, y) = made(rng), batch(rng)
    with unchanged(X=X, y=y, **params):
        loss_and_grads(params, X, y)


def trained(ids, seconds, clock, rng):
    """The parameters after training, and the learner's own losses; the clock was kept."""
    start = clock()
    out = train_mlp_lm(ids, V, seconds, clock, rng)
    used = clock() - start
    if out is None:
        check_array(out, what="train_mlp_lm(ids, V, seconds, clock, rng)")
    pair = isinstance(out, tuple | list) and len(out) == 2
    check(pair, seen=type(out).__name__, expected="two things: the parameters and the losses")
    params = check_params(out[0], V, "the trained parameters")
    check(
        used < 1.1 * seconds + 0.5,
        seen=f"{used:.1f} seconds of the clock",
        expected=f"{seconds:g}",
        cause="clock_ignored",
        facts={"used": used, "seconds": seconds},
        what="training",
    )
    return params, list(out[1])


def why(params, bits, ids):
    """What a loss that is too high is known to come from, and the facts for its message."""
    first = math.log2(V)
    inside = slow.bits_per_character(params, ids, shift=1)
    backwards = slow.bits_per_character(params, ids, reverse=True)
    facts = {"first": first, "inside": inside, "seen": bits}
    if inside < 0.5 * min(bits, first):
        return "answer_inside", facts
    if backwards < 0.5 * min(bits, first):
        return "context_reversed", facts
    if math.isfinite(bits) and bits > 1.05 * first:
        return "ascends", facts
    return ("tiny_steps" if bits > 0.9 * first else None), facts


def test_forty_characters(rng, seed, cpu_clock):
    ids = text.draw(40, seed)[0][:40]
    params, _ = trained(ids, 1.5, cpu_clock, rng)
    bits = slow.bits_per_character(params, ids)
    cause, facts = why(params, bits, ids)
    what = "bits a character on forty characters"
    gate("forty_characters", bits, below=0.3, what=what, cause=cause, facts=facts)


def test_stories(rng, seed, cpu_clock):
    ids, _ = text.draw(300_000, 2 * seed)
    fresh, floor = text.draw(30_000, 2 * seed + 1)
    params, losses = trained(ids, 12.0, cpu_clock, rng)
    bits = slow.bits_per_character(params, fresh)
    plot(
        "Loss while training",
        {"yours": curve(losses)},
        lines={"log2 V": math.log2(V), "counts of 6": 0.41, "gate": 0.40, "entropy": floor},
        x="steps",
        y="bits a character",
        log="y",
    )
    cause, facts = why(params, bits, fresh)
    page = min(slow.bits_per_character(params, ids[part]) for part in PAGES)
    if cause is None and page < 0.8 * bits:
        cause, facts = "one_page", {**facts, "page": page}
    gate("floor", bits, above=0.9 * floor, what="bits a character on new stories")
    what = "bits a character on new stories"
    gate("stories", bits, below=0.40, what=what, cause=cause, facts=facts)


def curve(losses, points=100):
    """Means over stretches of the learner's losses, as far as they are numbers."""
    numbers = [float(x) for x in losses if isinstance(x, float | int)]
    stretches = np.array_split(np.array(numbers), min(points, len(numbers)) or 1)
    sizes = np.cumsum([len(stretch) for stretch in stretches])
    return [(int(end), float(s.mean())) for end, s in zip(sizes, stretches) if len(s)]
