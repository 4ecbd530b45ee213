"""train_char_lstm, in the order of the tasks."""

import math

import numpy as np
import slow
import text
from evidence import check, check_array, check_close, gate, plot, unchanged
from solution import init_params, loss_and_grads, train_char_lstm, update

NAMES = ("Emb", "Wx", "Wh", "b", "Wy", "by")
V = len(text.ALPHABET)
SENTENCE = "the grey goat saw the brown drum under the bridge. "
PAGE, STRETCH = 3000, 32
SPIKE = 10_000


def shapes(V, E, D):
    return {
        "Emb": (V, E), "Wx": (E, 4 * D), "Wh": (D, 4 * D), "b": (4 * D,), "Wy": (D, V), "by": (V,),
    }  # fmt: skip


def check_params(params, V, what):
    """A dictionary of the six arrays, of shapes that fit together."""
    if params is None:
        check_array(params, what=what)
    named = isinstance(params, dict) and set(params) >= set(NAMES)
    keys = sorted(map(str, params)) if isinstance(params, dict) else type(params).__name__
    check(named, seen=keys, expected=f"a dictionary with {', '.join(NAMES)}", what=what)
    for name in NAMES:
        check_array(params[name], what=f"{what}: {name}", finite=False)
        kind = str(params[name].dtype)
        fits = kind in ("float32", "float64")
        check(fits, seen=kind, expected="float64 or float32", what=f"{what}: {name}")
    due = shapes(V, params["Emb"].shape[-1], params["Wh"].shape[0])
    for name in NAMES:
        check_array(params[name], what=f"{what}: {name}", shape=due[name], finite=False)
    return {name: params[name] for name in NAMES}


def first_params(rng, V):
    params = check_params(init_params(V, rng), V, "init_params")
    for name in NAMES:
        check_array(params[name], what=f"init_params: {name}")
    return params


def made(rng, V=11, E=3, D=4):
    """Parameters with nothing special about them."""
    return {name: 0.5 * rng.normal(size=shape) for name, shape in shapes(V, E, D).items()}


def stretch(rng, T=5, B=2, D=4, V=11):
    """x, y, h, c."""
    x, y = rng.integers(0, V, size=(2, T, B))
    return x, y, 0.5 * rng.normal(size=(B, D)), rng.normal(size=(B, D))


def answer(params, x, y, h, c):
    """What loss_and_grads gives for copies, with its shapes checked."""
    copies = [part.copy() for part in (x, y, h, c)]
    out = loss_and_grads({name: p.copy() for name, p in params.items()}, *copies)
    if out is None:
        check_array(out, what="loss_and_grads(params, x, y, h, c)")
    fits = isinstance(out, tuple | list) and len(out) == 4
    check(fits, seen=type(out).__name__, expected="four things: loss, grads, h, c")
    check_array(np.asarray(out[0]), shape=(), what="the loss", finite=False)
    return float(out[0]), *out[1:]


def gradients(params, *given):
    """The gradients, each of the shape of its parameter."""
    grads = check_params(answer(params, *given)[1], len(params["Emb"]), "the gradients")
    for name in NAMES:
        check_array(grads[name], shape=params[name].shape, what=f"the gradient of {name}")
    return grads


def test_parameters(rng):
    for V in (11, 50):
        params = first_params(rng, V)
        D = len(params["Wh"])
        units = np.vstack([params["Wx"], params["Wh"]])[:, :D]
        for name, parts, numbers in (
            ("Emb", "the vectors", params["Emb"]),
            ("Wx and Wh", "the cells", units.T),
        ):
            alike = not np.ptp(numbers, axis=0).any()
            facts = {"name": name, "parts": parts}
            seen = f"{parts} of {name} all alike"
            cause = "zero_init"
            check(not alike, seen=seen, expected="random numbers", cause=cause, facts=facts)


def test_forget_bias(rng):
    b = first_params(rng, 11)["b"]
    blocks = [float(block.mean()) for block in np.split(b, 4)]
    kept = 1 / (1 + math.exp(-blocks[1]))
    elsewhere = [k for k in (0, 2, 3) if blocks[k] > 0.5]
    facts = {"seen": blocks[1], "kept": kept, "block": elsewhere[0] + 1 if elsewhere else 0}
    zero = abs(blocks[1]) < 0.1
    cause = ("forget_elsewhere" if elsewhere else "forget_zero") if zero else None
    what = "the mean bias of the forget gates"
    check(blocks[1] >= 0.5, seen=blocks[1], expected="1", cause=cause, facts=facts, what=what)


def test_first_loss(rng, seed):
    ids, _ = text.draw(3000, seed)
    bits = slow.bits_per_character(first_params(rng, V), ids)
    uniform = math.log2(V)
    cause = "large_init" if bits > 1.05 * uniform else None
    facts = {"seen": bits, "V": V, "uniform": uniform}
    what = "the loss of an untrained model"
    near = abs(bits / uniform - 1) < 0.05
    check(near, seen=bits, expected=uniform, cause=cause, facts=facts, what=what)


def test_loss(rng):
    params, given = made(rng), stretch(rng)
    (T, B), right = given[0].shape, slow.run(params, *given)[0]
    seen = answer(params, *given)[0]
    times = [n for n in (T * B, T, B) if math.isclose(seen, n * right, rel_tol=1e-9)]
    facts = {"T": T, "B": B, "times": times[0] if times else 0}
    causes = {"loss_in_bits": right / math.log(2)}
    check(not times, seen=seen, expected=right, cause="loss_sum", facts=facts, what="the loss")
    check_close(seen, right, what="the loss of a stretch", rtol=1e-9, causes=causes)


def test_far_scores(rng):
    params, given = made(rng), stretch(rng)
    params["Wy"] *= 6000.0
    params["by"] += 1000.0  # shifts all scores of a row alike
    right = slow.run(params, *given)[0]
    with np.errstate(all="ignore"):
        seen = answer(params, *given)[0]
    finite, top = math.isfinite(seen), 1000 + 6000 * float(np.abs(params["Wy"] / 6000).sum(0).max())
    cause = None if finite else "no_shift"
    facts = {"seen": seen, "top": top}
    check(finite, seen=seen, expected=right, cause=cause, facts=facts)
    check_close(seen, right, what="the loss with scores far apart", rtol=1e-9)


def test_state(rng):
    params, given = made(rng), stretch(rng)
    _, h, c = slow.run(params, *given)
    _, _, seen_h, seen_c = answer(params, *given)
    before, swapped = given[2:], (c, h)
    for k, (seen, right) in enumerate(((seen_h, h), (seen_c, c))):
        check_array(seen, shape=right.shape, what="hc"[k], finite=False)
        causes = {"state_before": before[k], "state_swapped": swapped[k]}
        check_close(seen, right, what="hc"[k], rtol=1e-9, causes=causes, axes=("lane", "cell"))


def test_gradients(rng):
    params, given = made(rng), stretch(rng)
    T, B = given[0].shape
    grads = gradients(params, *given)
    slopes = {
        (name, place): slow.slope(params, name, place, *given)
        for name in ("by", "Wy", "b", "Wh", "Wx", "Emb")
        for place in places(params, name, given[0])
    }
    factors = [grads[name][place] / slope for (name, place), slope in slopes.items()]
    times = [n for n in (T * B, T, B) if np.allclose(factors, n, rtol=1e-4)]
    facts = {"T": T, "B": B, "times": times[0] if times else 0}
    seen = f"gradients {facts['times']} times as large"
    expected = "the gradients of the mean"
    check(not times, seen=seen, expected=expected, cause="no_1_over_TB", facts=facts)
    for (name, place), slope in slopes.items():
        what = f"the gradient of {name}[{place}]"
        causes, facts = {"zero_gradient": 0.0}, {"name": name}
        seen = grads[name][place]
        check_close(seen, slope, what=what, rtol=1e-5, atol=1e-8, causes=causes, facts=facts)


def places(params, name, x):
    """Numbers of a parameter that the loss depends on: the first and last, one in each gate."""
    shape = params[name].shape
    if name == "Emb":  # characters that the stretch holds
        return [(int(x[0, 0]), 0), (int(x[-1, -1]), shape[1] - 1)]
    D = len(params["Wh"])
    if name in ("Wx", "Wh", "b"):
        return [(*(n - 1 for n in shape[:-1]), k * D + k) for k in range(4)]
    return [tuple(0 for _ in shape), tuple(n - 1 for n in shape)]


def test_repeated_characters(rng):
    params = made(rng)
    x, y, h, c = stretch(rng, T=3)
    x[:] = 3
    grads = gradients(params, x, y, h, c)
    right = [slow.slope(params, "Emb", (3, e), x, y, h, c) for e in range(3)]
    singles = [grad_of_one(params, x, y, h, c, place) for place in np.ndindex(x.shape)]
    one = any(np.allclose(grads["Emb"][3], single, rtol=1e-4) for single in singles)
    check(
        np.allclose(grads["Emb"][3], right, rtol=1e-5, atol=1e-8),
        seen=grads["Emb"][3],
        expected=np.array(right),
        cause="fancy_plus_equals" if one else None,
        facts={"id": 3, "times": x.size},
        what="the gradient of Emb[3]",
    )


def grad_of_one(params, x, y, h, c, place):
    """The part of a vector's gradient that one place of the stretch gives."""
    number = len(params["Emb"])
    more = {**params, "Emb": np.vstack([params["Emb"], params["Emb"][x[place]]])}
    moved = x.copy()
    moved[place] = number
    return [slow.slope(more, "Emb", (number, e), moved, y, h, c) for e in range(3)]


def test_inputs_are_untouched(rng):
    params, (x, y, h, c) = made(rng), stretch(rng)
    with unchanged(x=x, y=y, h=h, c=c, **params):
        loss_and_grads(params, x, y, h, c)


def moved_by(params, grads, memory, rate):
    """New parameters, and how far they are from the old."""
    new = update(params, grads, memory, rate)
    if new is None:
        check_array(new, what="update(params, grads, memory, rate)")
    same = isinstance(new, dict) and set(new) == set(params)
    check(same, seen=type(new).__name__, expected=f"a dictionary with {', '.join(params)}")
    for name, p in params.items():
        check_array(new[name], shape=p.shape, what=f"update: {name}")
    return new


def distance(one, other):
    return math.sqrt(sum(float(np.sum((one[name] - other[name]) ** 2)) for name in one))


def test_update_descends(rng):
    target = {"left": rng.normal(size=(3, 2)), "right": rng.normal(size=5)}
    params = {name: p + rng.normal(size=p.shape) for name, p in target.items()}
    target["still"] = params["still"] = np.ones(4)  # at its minimum: gradients of 0
    first, memory = distance(params, target), {}
    for _ in range(400):
        grads = {name: params[name] - target[name] for name in params}
        params = moved_by({name: p.copy() for name, p in params.items()}, grads, memory, 0.02)
    seen = distance(params, target)
    cause = "ascends" if seen > first else None
    facts = {"first": first, "seen": seen}
    what = "the distance from the minimum after 400 steps of 0.02"
    near = seen < 0.2 * first
    check(near, seen=seen, expected=f"below {0.2 * first:.3g}", cause=cause, facts=facts, what=what)


def test_update_spike(rng):
    params = {"left": rng.normal(size=(3, 2)), "right": rng.normal(size=5)}
    usual = {name: -np.abs(rng.normal(size=p.shape)) for name, p in params.items()}
    length = math.sqrt(sum(float(np.sum(g**2)) for g in usual.values()))
    usual = {name: 0.3 * g / length for name, g in usual.items()}
    memory, moves = {}, []
    for step in range(201):
        factor = SPIKE if step == 100 else 1
        grads = {name: factor * g for name, g in usual.items()}
        new = moved_by({name: p.copy() for name, p in params.items()}, grads, memory, 0.01)
        moves.append(distance(new, params))
        params = new
    before, after = float(np.mean(moves[80:100])), float(np.mean(moves[181:]))
    check(before > 0, seen="steps of length 0", expected="steps", what="update")
    jump, after = moves[100] / before, after / before
    facts = {"spike": SPIKE, "jump": jump, "after": after}
    check(
        jump < 20 and after > 0.5,
        seen=f"a step {jump:.3g} times as long, and {after:.3g} times as long a hundred later",
        expected="steps of about the usual length",
        cause="no_clip",
        facts=facts,
        what=f"after a gradient {SPIKE:,} times as long",
    )


def trained(ids, seconds, clock, seed):
    """The parameters after training, and the learner's own losses; the clock was kept."""
    start = clock()
    out = train_char_lstm(ids, V, seconds, clock, np.random.default_rng(seed))
    used = clock() - start
    if out is None:
        check_array(out, what="train_char_lstm(ids, V, seconds, clock, rng)")
    pair = isinstance(out, tuple | list) and len(out) == 2
    check(pair, seen=type(out).__name__, expected="two things: the parameters and the losses")
    params = check_params(out[0], V, "the trained parameters")
    facts = {"used": used, "seconds": seconds}
    seen, cause = f"{used:.1f} seconds of the clock", "clock_ignored"
    kept = used < 1.1 * seconds + 0.5
    check(kept, seen=seen, expected=f"{seconds:g}", cause=cause, facts=facts, what="training")
    return params, list(out[1])


def why(params, bits, ids, seed):
    """What a loss that is too high is known to come from, and the facts for its message."""
    first = math.log2(V)
    inside = slow.bits_per_character(params, ids, shift=0)
    facts = {"first": first, "inside": inside, "seen": bits}
    start = init_params(V, np.random.default_rng(seed))
    if all(np.array_equal(params[name], start[name]) for name in NAMES):
        return "no_update", facts
    if inside < 0.5 * min(bits, first):
        return "answer_inside", facts
    return ("tiny_steps" if 0.9 * first < bits < 1.05 * first else None), facts


def test_one_sentence(seed, cpu_clock):
    ids = text.encode(50 * SENTENCE)
    params, _ = trained(ids, 1.5, cpu_clock, seed)
    bits = slow.bits_per_character(params, ids)
    cause, facts = why(params, bits, ids, seed) if not bits < 0.3 else (None, {})
    what = "bits a character on a sentence that comes again and again"
    gate("sentence", bits, below=0.3, what=what, cause=cause, facts=facts)


def test_stories(seed, cpu_clock):
    ids, _ = text.draw(300_000, 2 * seed)
    fresh, floor = text.draw(30_000, 2 * seed + 1)
    params, losses = trained(ids, 10.0, cpu_clock, seed)
    bits = slow.bits_per_character(params, fresh)
    plot(
        "Loss while training",
        {"yours": curve(losses)},
        lines={
            "log2 V": math.log2(V),
            "counts of 6": 0.41,
            "counts of 7": 0.34,
            "gate": 0.32,
            "counts of 8": 0.31,
            "entropy": floor,
        },
        x="steps",
        y="bits a character",
        log="xy",
    )
    plot_memory(params, fresh, bits)
    cause, facts = why(params, bits, fresh, seed) if not bits < 0.32 else (None, {"seen": bits})
    page = slow.bits_per_character(params, ids[:PAGE])
    if cause is None and page < 0.8 * bits:
        cause, facts = "one_page", {**facts, "page": page}
    gate("floor", bits, above=0.9 * floor, what="bits a character on new stories")
    what = "bits a character on new stories"
    gate("stories", bits, below=0.32, what=what, cause=cause, facts=facts)


def plot_memory(params, ids, bits):
    """Loss by how long the state has been going on, beside that of a state never interrupted."""
    found = slow.surprises(params, ids, every=STRETCH)
    whole = found[: len(found) // STRETCH * STRETCH]
    by_place = whole.reshape(-1, STRETCH, whole.shape[1]).mean(axis=(0, 2))
    if not np.isfinite(by_place).all():
        return
    used_to = by_place.mean() - bits < USED_TO_ZEROS
    advice = "Do you pass the state on? This model is used to beginning with zeros"
    plot(
        advice if used_to else "A state that begins with zeros in the middle of a text",
        {"yours": [(k + 1, float(b)) for k, b in enumerate(by_place)]},
        lines={"state passed on": bits, "log2 V": math.log2(V)},
        x="characters since the zeros",
        y="bits a character",
        log="y",
    )


USED_TO_ZEROS = 0.35  # bits a character that zeros cost whoever has always begun with them


def curve(losses, points=100):
    """Means over stretches of the learner's losses, as far as they are numbers."""
    numbers = [float(x) for x in losses if isinstance(x, float | int)]
    stretches = np.array_split(np.array(numbers), min(points, len(numbers)) or 1)
    sizes = np.cumsum([len(stretch) for stretch in stretches])
    return [(int(end), float(s.mean())) for end, s in zip(sizes, stretches, strict=True) if len(s)]
