"""reversals, probe and train_probe, in the order of the tasks."""

import math

import numpy as np
import torch
from evidence import check, check_array, check_close, gate, not_started, plot, unchanged
from solution import probe, reversals, train_probe

SIZES = [(5, 4, 7), (3, 6, 10), (4, 3, 2)]  # B, n, V
LN2 = math.log(2)


def dice(seed):
    return torch.Generator().manual_seed(seed)


def drawn(B, n, V, seed):
    ids = reversals(B, n, V, dice(seed))
    check_array(
        ids,
        shape=(B, 2 * n),
        dtype="int64",
        what=f"reversals({B}, {n}, {V}, generator)",
        shape_causes={(B, 2 * n - 1): "middle_once"},
    )
    return ids


def test_reversals(seed):
    for k, (B, n, V) in enumerate([(5, 6, 50), (3, 9, 40), (64, 7, 30)]):
        ids = drawn(B, n, V, seed + k)
        first, second = ids[:, :n], ids[:, n:]
        right = torch.stack([first[:, n - 1 - place] for place in range(n)], dim=1)
        causes = {
            "copied": first,
            "flipped_batch": torch.stack([first[B - 1 - b] for b in range(B)]),
        }
        named = [name for name, wrong in causes.items() if torch.equal(second, wrong)]
        agree = float((second == right).double().mean())
        unrelated = not named and agree < 0.5
        check(
            torch.equal(second, right),
            what="the second half of a sequence that begins " + str(first[0].tolist()),
            seen=second[0].tolist(),
            expected=right[0].tolist(),
            cause=named[0] if len(named) == 1 else "two_random_halves" if unrelated else None,
        )


def test_every_token(seed):
    B, n, V = 400, 5, 6
    ids = drawn(B, n, V, seed)
    check(
        torch.equal(ids, drawn(B, n, V, seed)),
        seen="two different batches from generators with the same seed",
        expected="the same batch",
        cause="own_dice",
    )
    check(
        bool((ids != ids[:1]).any()),
        seen=f"{B} times the same sequence",
        expected="a draw for each sequence",
        cause="one_row",
    )
    counts = np.array([[int((ids[:, place] == v).sum()) for v in range(V)] for place in range(n)])
    outside = int(ids.numel() - 2 * counts.sum())
    check(outside == 0, seen=f"{outside} tokens below 0 or above V − 1", expected="none")
    check(
        counts[:, -1].sum() > 0,
        seen=f"{V - 1} never among {ids.numel()} tokens",
        expected=f"each of the {V} tokens about {ids.numel() // V} times",
        cause="last_missing",
        facts={"draws": ids.numel(), "token": V - 1},
    )
    expected = B / V
    chi2 = float(((counts - expected) ** 2 / expected).sum())
    check(
        chi2 < 110,
        seen=f"counts of tokens by place with χ² = {chi2:.0f}",
        expected="all tokens equally likely at every place: χ² near 25",
    )


class Scores:
    """A model that gives the scores it was made with, for as many places as it is asked for."""

    def __init__(self, z):
        self.z = z

    def __call__(self, ids):
        return self.z[:, : ids.shape[1]]


def sequences(rng, B, n, V):
    """Made here, not by the learner."""
    first = torch.tensor(rng.integers(0, V, (B, n)))
    return torch.stack([first[:, min(p, 2 * n - 1 - p)] for p in range(2 * n)], dim=1)


def places_of(z, ids):
    """Bits at each place from 1 on, (B, 2n - 1), one token at a time."""
    found = []
    for b, row in enumerate(ids.tolist()):
        for t in range(len(row) - 1):
            scores = [float(v) for v in z[b, t]]
            top = max(scores)
            total = math.log(math.fsum(math.exp(v - top) for v in scores)) + top
            found.append((total - scores[row[t + 1]]) / LN2)
    return np.array(found).reshape(len(ids), -1)


def answer(z, ids):
    out = probe(Scores(z), ids.clone())
    if out is None:
        not_started()
    pair = isinstance(out, tuple | list) and len(out) == 2
    check(pair, seen=type(out).__name__, expected="two numbers, first and second")
    for value in out:
        check_array(np.asarray(float(value)), shape=(), what="probe(model, ids)")
    return np.array([float(value) for value in out])


def against_what_was_read(z, ids, seen):
    """The two numbers without a shift; scores and tokens may both lack the first or the last."""
    n = ids.shape[1] // 2
    own = places_of(torch.cat([z, z[:, :1]], dim=1), torch.cat([ids[:, :1], ids], dim=1))
    both = [own[:, :-1], own[:, 1:]]
    found = [np.array([each[:, : n - 1].mean(), each[:, n - 1 :].mean()]) for each in both]
    fitting = [pair for pair in found if np.allclose(pair, seen, rtol=1e-5)]
    return (fitting or found)[0]


def agrees(z, ids, what):
    n, bits = ids.shape[1] // 2, places_of(z, ids)
    right = np.array([bits[:, : n - 1].mean(), bits[:, n - 1 :].mean()])
    seen = answer(z, ids)
    check_close(
        seen,
        right,
        what=what,
        rtol=1e-5,
        atol=1e-7,
        causes={
            "in_nats": right * LN2,
            "swapped": right[::-1].copy(),
            "wrong_half": np.array([bits[:, :n].mean(), bits[:, n:].mean()]),
            "half_too_late": np.array([bits[:, : n - 2].mean(), bits[:, n - 2 :].mean()])
            if n > 2
            else None,
            "no_shift": against_what_was_read(z, ids, seen),
            "bits_summed": right * [(n - 1) * len(ids), n * len(ids)],
        },
    )


def test_known_models(rng):
    """Scores of 0 in the first half; in the second a score of 100 for what comes."""
    for B, n, V in SIZES:
        ids = sequences(rng, B, n, V)
        z = torch.zeros(B, 2 * n, V, dtype=torch.float64)
        for t in range(n - 1, 2 * n - 1):
            z[torch.arange(B), t, ids[:, t + 1]] = 100.0
        agrees(z, ids, f"first and second for a model that knows the trick, V = {V}")


def test_random_scores(rng):
    for B, n, V in SIZES:
        ids = sequences(rng, B, n, V)
        z = torch.tensor(2 * rng.normal(size=(B, 2 * n, V)))
        agrees(z, ids, "first and second for a model with random scores")


def test_nothing_is_changed(rng):
    B, n, V = SIZES[0]
    ids = sequences(rng, B, n, V)
    with unchanged(ids=ids):
        probe(Scores(torch.tensor(rng.normal(size=(B, 2 * n, V)))), ids)


V, N = 10, 8
UNIFORM = math.log2(V)


def scores_of(model, ids):
    out = model(ids.clone())
    check_array(out, shape=(*ids.shape, V), what="the scores of the trained model")
    return out.detach()


def bits_at(model, ids, shift=1):
    """Bits at each place, (B, 2n - shift), of the token `shift` places on."""
    logp = scores_of(model, ids).double().log_softmax(-1)
    came = ids[:, shift:].unsqueeze(-1)
    return (-logp[:, : ids.shape[1] - shift].gather(-1, came).squeeze(-1) / LN2).numpy()


def moved_by_the_future(model, ids):
    before, moved = scores_of(model, ids), 0.0
    for j in range(1, 2 * N):
        changed = ids.clone()
        changed[:, j] = (changed[:, j] + 1) % V
        moved = max(moved, float((scores_of(model, changed) - before)[:, :j].abs().max()))
    return moved


def why_high(model, ids, clock, seed):
    """Why the second half is not predicted, where that is certain."""
    same = scores_of(model, torch.full((1, 2 * N), 3))[0]
    varied = scores_of(model, ids[:1])[0]
    if float((same - same[:1]).abs().max()) < 1e-3 < float((varied - varied[:1]).abs().max()):
        return "no_positions"
    before = train_probe(V, N, 0.0, clock, seed)[0].state_dict()
    after = model.state_dict()
    if all(torch.equal(before[name], after[name]) for name in after if name in before):
        return "no_update"
    return None


def test_trained(rng, seed, cpu_clock):
    start = cpu_clock()
    out = train_probe(V, N, 3.0, cpu_clock, seed)
    used = cpu_clock() - start
    if out is None:
        not_started()
    pair = isinstance(out, tuple | list) and len(out) == 2
    check(pair, seen=type(out).__name__, expected="two things: the model and the losses")
    model, losses = out
    first = float(losses[0]) if len(losses) else math.nan
    check(
        abs(first / UNIFORM - 1) < 0.2,
        what="the first of the losses",
        seen=f"{first:.2f} (of {len(losses)} losses)",
        expected=f"about log2 V = {UNIFORM:.2f} bits, before anything is learned",
    )
    check(
        used < 3.8,
        what="training",
        seen=f"{used:.1f} seconds of the clock",
        expected="3",
        cause="clock_ignored",
        facts={"used": used, "seconds": 3.0},
    )
    ids = sequences(rng, 512, N, V)
    bits = bits_at(model, ids)
    first, second = float(bits[:, : N - 1].mean()), float(bits[:, N - 1 :].mean())
    by_place = bits.mean(axis=0)
    plot(
        "Bits at each place, after training",
        {"yours": [(place + 1, float(value)) for place, value in enumerate(by_place)]},
        lines={"log2 V": UNIFORM},
        x="place",
        y="bits a token",
    )
    facts = {"seen": first, "uniform": UNIFORM}
    leaks = first < 0.9 * UNIFORM and moved_by_the_future(model, ids[:4]) > 1e-3
    what = "bits a token on the half that nobody can know"
    gate(
        "floor", first, above=0.9 * UNIFORM, what=what, cause="leak" if leaks else None, facts=facts
    )
    cause = None
    if first > 1.15 * UNIFORM:
        unshifted = float(bits_at(model, ids, shift=0).mean()) < 0.3
        known = bits[:, : N - 1]
        each = [float(known[ids[:, 1:N].numpy() == v].mean()) for v in range(V)]
        widely = sorted(each)[1] > UNIFORM  # not only for a token that it has never met
        cause = "trained_unshifted" if unshifted else "one_batch" if widely else None
    gate("first", first, below=1.15 * UNIFORM, what=what, cause=cause, facts=facts)
    gate(
        "second",
        second,
        below=0.1,
        what="bits a token on the half that is decided",
        cause=None if second < 0.1 else why_high(model, ids, cpu_clock, seed),
    )
