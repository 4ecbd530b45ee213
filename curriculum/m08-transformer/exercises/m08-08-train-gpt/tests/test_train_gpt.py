"""get_batch, GPT and train_gpt, in the order of the tasks."""

import math

import numpy as np
import slow
import torch
from evidence import check, check_array, gate, not_started, plot
from slow import V
from solution import GPT, get_batch, train_gpt

UNIFORM = math.log2(V)


def dice(seed):
    return torch.Generator().manual_seed(seed)


def drawn(ids, B, T, seed):
    """x and y, once they are known to be integers of shape (B, T)."""
    out = get_batch(ids.clone(), B, T, dice(seed))
    if out is None:
        not_started()
    pair = isinstance(out, tuple | list) and len(out) == 2
    check(pair, seen=type(out).__name__, expected="two tensors, x and y")
    for name, tensor in zip("xy", out, strict=True):
        check_array(tensor, shape=(B, T), dtype="int64", what=name)
    return out


def test_batch(rng, seed):
    N = 997  # each character is its own place, so that x tells where it is from
    ids = torch.arange(N)
    x, y = drawn(ids, 5, 7, seed)
    whole = bool((x == x[:, :1] + torch.arange(7)).all())
    check(whole, seen=x.tolist()[0], expected="seven places of the text in a row", what="x[0]")
    shift = int((y - x)[0, 0]) if bool((y - x == (y - x)[0, 0]).all()) else None
    check(
        shift == 1,
        what="y[0], where x[0] is " + str(x[0].tolist()),
        seen=y[0].tolist(),
        expected=(x[0] + 1).tolist(),
        cause={0: "y_equals_x", 2: "two_on"}.get(shift),
    )
    again, _ = drawn(ids, 5, 7, seed)
    check(
        torch.equal(x, again),
        seen="two different batches from generators with the same seed",
        expected="the same batch",
        cause="own_dice",
    )
    starts = torch.cat([drawn(ids, 50, 7, seed + k)[0][:, 0] for k in range(20)])
    last = int(starts.max()) + 6
    check(
        last > 0.97 * N and int(starts.min()) < 0.03 * N and len(set(starts.tolist())) > 300,
        what="where 1,000 stretches begin",
        seen=f"from {int(starts.min())} to {int(starts.max())}, {len(set(starts.tolist()))} places",
        expected=f"all over the {N} places of the text",
        cause="one_page" if last < 0.9 * N else None,
        facts={"draws": 1000, "last": last, "size": N},
    )


def scores_of(model, ids):
    out = model(ids.clone())
    check_array(out, shape=(*ids.shape, V), what=f"the scores for ids of shape {tuple(ids.shape)}")
    return out.detach()


def untrained():
    model = GPT(V)
    if model is None:
        not_started()
    return model


def test_scores(rng):
    model = untrained()
    for B, T in ((3, 1), (2, 17), (1, 128)):
        scores_of(model, torch.tensor(rng.integers(0, V, (B, T))))


def test_first_loss(rng):
    model, ids = untrained(), torch.tensor(rng.integers(0, V, (24, 65)))
    scores = scores_of(model, ids[:, :-1])
    first, spread = slow.bits_of(scores, ids[:, 1:]), float(scores.std())
    check(
        abs(first / UNIFORM - 1) <= 0.03,
        what="the loss of an untrained model over random characters",
        seen=f"{first:.3f} bits",
        expected=f"{UNIFORM:.3f}, within 3 %",
        cause="loud_tables" if spread > 1 else None,
        facts={"seen": first, "V": V, "uniform": UNIFORM, "spread": spread},
    )


def moved_by_the_future(model, rng):
    """How far scores move when a later character changes, at most."""
    ids = torch.tensor(rng.integers(0, V, (1, 40)))
    before, moved = scores_of(model, ids), 0.0
    for j in (1, 8, 21, 39):
        changed = ids.clone()
        changed[:, j] = (changed[:, j] + 1) % V
        moved = max(moved, float((scores_of(model, changed) - before)[:, :j].abs().max()))
    return moved


def test_no_position_sees_the_future(rng):
    moved = moved_by_the_future(untrained(), rng)
    floor = slow.stories.bits_per_character()
    check(
        moved <= 1e-4,
        seen=f"when a later character was changed, scores before it moved by {moved:.3g}",
        expected="scores before the changed place do not move",
        cause="leak",
        facts={"floor": floor},
    )


def trained(ids, seconds, clock, seed):
    """The model after training, and the learner's own losses; the clock was kept."""
    scores_of(untrained(), ids[None, :64])
    start = clock()
    out = train_gpt(ids.clone(), V, seconds, clock, seed)
    used = clock() - start
    if out is None:
        not_started()
    pair = isinstance(out, tuple | list) and len(out) == 2
    check(pair, seen=type(out).__name__, expected="two things: the model and the losses")
    check(
        used < 1.1 * seconds + 0.5,
        what="training",
        seen=f"{used:.1f} seconds of the clock",
        expected=f"{seconds:g}",
        cause="clock_ignored",
        facts={"used": used, "seconds": seconds},
    )
    model, losses = out[0], [float(x) for x in out[1]]
    scores_of(model, ids[None, :64])
    check(
        seconds == 0 or (bool(losses) and abs(losses[0] / UNIFORM - 1) < 0.2),
        what="the first of the losses",
        seen=f"{losses[0]:.2f}" if losses else "an empty list",
        expected=f"about log2 V = {UNIFORM:.2f} bits, before anything is learned",
    )
    return model, losses


def weights(model):
    """Its matrices, as one long row each."""
    return [value.detach().flatten() for value in model.parameters() if value.dim() > 1]


def size(rows):
    return math.sqrt(float(torch.cat(rows).double().pow(2).mean()))


def why(model, bits, ids, clock, seed, rng):
    """What a loss that is too high is known to come from, and the facts for its message."""
    same = scores_of(model, torch.full((1, 64), int(ids[0])))[0]
    if float((same - same[:1]).abs().max()) < 1e-3:
        varied = scores_of(model, ids[None, :64])[0]
        if float((varied - varied[:1]).abs().max()) > 1e-1:
            return "no_positions", {}
    for cause, shift in (("y_equals_x", 0), ("two_on", 2)):
        if slow.bits_per_character(model, ids, shift) < 0.5 * min(bits, UNIFORM):
            return cause, {}
    before, after = weights(train_gpt(ids.clone(), V, 0.0, clock, seed)[0]), weights(model)
    if [len(row) for row in before] != [len(row) for row in after]:
        return None, {}
    moved = size([b - a for a, b in zip(before, after, strict=True)]) / size(before)
    facts = {"moved": moved, "grown": size(after) / size(before), "seen": bits}
    if moved == 0:
        return "no_update", facts
    if bits > 2.5 and moved < 0.02:
        return "tiny_steps", facts
    return ("wild_steps" if bits > 1.5 and facts["grown"] > 2 else None), facts


def held_to(name, bound, bits, model, ids, clock, seed, rng, what):
    cause, facts = why(model, bits, ids, clock, seed, rng) if not bits < bound else (None, {})
    gate(name, bits, below=bound, what=what, cause=cause, facts=facts)


def test_by_heart(rng, seed, cpu_clock):
    ids = slow.draw(200, seed)[0][:200]
    model, _ = trained(ids, 4.0, cpu_clock, seed)
    bits = slow.bits_per_character(model, ids)
    what = "bits a character on two hundred characters"
    held_to("by_heart", 0.5, bits, model, ids, cpu_clock, seed, rng, what)


def test_stories(rng, seed, cpu_clock):
    ids, _ = slow.draw(300_000, 2 * seed)
    fresh, floor = slow.draw(30_000, 2 * seed + 1)
    model, losses = trained(ids, 22.0, cpu_clock, seed)
    bits = slow.bits_per_character(model, fresh)
    plot(
        "Loss while training",
        {"yours": curve(losses)},
        lines={
            "log2 V": UNIFORM,
            "counts of 6": 0.41,
            "counts of 8": 0.31,
            "gate": 0.33,
            "entropy floor": floor,
        },
        x="steps",
        y="bits a character",
        log="y",
    )
    what = "bits a character on new stories"
    leaks = not bits > 0.9 * floor and moved_by_the_future(model, rng) > 1e-4
    cause = "leak" if leaks else None
    gate("floor", bits, above=0.9 * floor, what=what, cause=cause, facts={"floor": floor})
    held_to("stories", 0.33, bits, model, fresh, cpu_clock, seed, rng, what)


def curve(losses, points=100):
    """Means over stretches of the learner's losses."""
    stretches = np.array_split(np.array(losses), min(points, len(losses)) or 1)
    sizes = np.cumsum([len(stretch) for stretch in stretches])
    return [(int(end), float(s.mean())) for end, s in zip(sizes, stretches, strict=True) if len(s)]
