"""entropy_bits, in the order of the tasks."""

import math

import numpy as np
import slow
from evidence import check, check_close, not_started, unchanged
from solution import entropy_bits


def bits(p):
    """What the solution gives for p, once it is known to be one number."""
    H = entropy_bits(p.copy())
    if H is None:
        not_started()
    terms = np.shape(H) == p.shape and p.all() and np.allclose(H, p * slow.surprises(p))
    check(
        np.shape(H) == (),
        seen=f"an array of shape {np.shape(H)} for {len(p)} outcomes",
        expected="one number",
        cause="not_summed" if terms else None,
    )
    return H


def mistakes(p):
    """What well-known mistakes give for p without zeros, by the message that names them."""
    right = slow.entropy(p)
    return {
        "nats": slow.entropy(p, math.log),
        "base10": slow.entropy(p, math.log10),
        "negative": -right,
        "mean": right / len(p),
        "unweighted": math.fsum(slow.surprises(p)),
        "mean_surprise": math.fsum(slow.surprises(p)) / len(p),
        "number_of_bits": math.log2(len(p)),
    }


def test_one_number(rng):
    H = bits(rng.dirichlet(np.ones(6)))
    kind = np.asarray(H).dtype
    check(
        kind == np.float64, seen=f"a number of type {kind}", expected="a float or a NumPy float64"
    )


def test_uniform(rng):
    for V in (8, 5, 2, int(rng.integers(20, 60))):
        p = np.full(V, 1 / V)
        causes = mistakes(p)
        del causes["mean_surprise"], causes["number_of_bits"]  # right when all are equally likely
        check_close(
            bits(p),
            math.log2(V),
            what=f"entropy_bits of {V} equally likely outcomes",
            causes=causes,
        )


def test_lopsided(rng):
    for V in (3, 7, 30, 1000):
        p = rng.dirichlet(np.ones(V))
        check_close(
            bits(p),
            slow.entropy(p),
            what=f"entropy_bits of {V} outcomes that are not equally likely",
            causes=mistakes(p),
        )


def test_two_steps(rng):
    group = rng.dirichlet(np.ones(3))
    members = [rng.dirichlet(np.ones(n)) for n in (2, 4, 5)]
    at_once = np.concatenate([g * m for g, m in zip(group, members, strict=True)])
    second_step = sum(g * bits(m) for g, m in zip(group, members, strict=True))
    check_close(
        bits(at_once),
        bits(group) + second_step,
        what="choosing one of 11 at once, against choosing a group and then one of its members",
    )


def test_impossible_outcomes(rng):
    for n, zeros in ((2, 1), (4, 3), (9, 20)):
        happens = rng.dirichlet(np.ones(n))
        p = rng.permutation(np.concatenate([happens, np.zeros(zeros)]))
        without = bits(happens)
        check_close(
            bits(p),
            slow.entropy(happens),
            what=f"entropy_bits of {n} outcomes that happen and {zeros} that never do",
            causes={} if math.isnan(without) else {"nan_zero": math.nan},
        )


def test_certain_outcome(rng):
    def certain(V):
        p = np.zeros(V)
        p[rng.integers(V)] = 1.0
        return bits(p)

    found = {V: certain(V) for V in (1, 5, 9)}
    cause, facts = cause_of_remainder(*found.values())
    for V, H in found.items():
        check(
            abs(H) <= 1e-15,
            seen=f"{H:.3g} bits for one certain outcome among {V}",
            expected="0 bits",
            cause=cause,
            facts=facts,
        )


def cause_of_remainder(alone, among_5, among_9):
    """Why a certain outcome is not free: a message and its facts, or None when nothing proves one.

    With a small eps added inside the logarithm, what remains is -log2(1 + eps) however many zeros
    there are, and the entropy of V equal outcomes is too low by V times as much. With zeros lifted
    to a small probability it grows with their number: 8 of them cost twice what 4 do.
    """
    if not math.isnan(alone) and math.isnan(among_5) and math.isnan(among_9):
        return "nan_zero", {}
    if alone < 0 and alone == among_5 == among_9:
        V = 64
        too_low = bits(np.full(V, 1 / V)) - math.log2(V)
        if math.isclose(too_low, V * alone, rel_tol=0.02):
            return "eps", {"eps": math.expm1(-alone * math.log(2))}
    four_zeros = among_5 - alone
    if four_zeros > 0 and math.isclose(among_9 - alone, 2 * four_zeros, rel_tol=1e-6):
        return "clipped", {"each": four_zeros / 4}
    return None, {}


def test_p_is_untouched(rng):
    p = rng.permutation(np.concatenate([rng.dirichlet(np.ones(5)), np.zeros(3)]))
    with unchanged(p=p):
        entropy_bits(p)
