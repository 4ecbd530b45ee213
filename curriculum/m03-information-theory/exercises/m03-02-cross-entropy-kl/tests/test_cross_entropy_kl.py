"""cross_entropy_kl, in the order of the tasks."""

import math

import numpy as np
import slow
from evidence import check, check_close, not_started, unchanged
from solution import cross_entropy_kl


def two_numbers(p, q):
    """(cross-entropy, KL) as the solution gives them, once they are known to be numbers."""
    pair = cross_entropy_kl(p.copy(), q.copy())
    if pair is None:
        not_started()
    is_pair = isinstance(pair, tuple) and len(pair) == 2
    check(
        is_pair and np.shape(pair[0]) == np.shape(pair[1]) == (),
        seen=f"a {type(pair).__name__} of shape {np.shape(pair)}",
        expected="a tuple of two numbers: (cross-entropy, KL divergence)",
    )
    return pair


def two_distributions(rng, V):
    """p and q over V outcomes, none of which is rare in either."""
    p, q = rng.uniform(0.05, 1.0, size=(2, V))
    return p / p.sum(), q / q.sum()


def test_two_numbers(rng):
    p, q = two_distributions(rng, 6)
    for number in two_numbers(p, q):
        kind = np.asarray(number).dtype
        check(
            kind == np.float64,
            seen=f"a number of type {kind}",
            expected="a float or a NumPy float64",
        )


def test_cross_entropy(rng):
    for V in (4, 7, 40):
        p, q = two_distributions(rng, V)
        right = slow.bill(p, q)
        check_close(
            two_numbers(p, q)[0],
            right,
            what=f"the cross-entropy of p and q over {V} outcomes",
            causes={
                "order": slow.extra(p, q),
                "swapped_bill": slow.bill(q, p),
                "nats": right * math.log(2),
                "entropy_of_p": slow.bill(p, p),
                "entropy_of_q": slow.bill(q, q),
                "mean": right / V,
                "sign": -right,
            },
        )


def test_kl(rng):
    for V in (4, 7, 40):
        p, q = two_distributions(rng, V)
        right = slow.extra(p, q)
        cross_entropy, kl = two_numbers(p, q)
        in_order = math.isclose(cross_entropy, slow.bill(p, q), rel_tol=1e-9)
        check_close(
            kl,
            right,
            rtol=1e-8,
            what=f"the KL divergence of q from p over {V} outcomes",
            causes={
                "nothing_subtracted" if in_order else "order": slow.bill(p, q),
                "swapped": slow.extra(q, p),
                "nats": right * math.log(2),
                "abs": slow.extra_without_signs(p, q),
                "symmetrised": (right + slow.extra(q, p)) / 2,
                "mean": right / V,
                "sign": -right,
            },
            facts={"forward": right, "backward": slow.extra(q, p)},
        )


def test_right_belief(rng):
    for V in (3, 40):
        p = rng.dirichlet(np.ones(V))
        cross_entropy, kl = two_numbers(p, p)
        check_close(
            cross_entropy, slow.bill(p, p), what="the cross-entropy of p with itself: its entropy"
        )
        check_close(kl, 0.0, what="the KL divergence of p from itself", atol=1e-12)


def test_price_of_a_wrong_belief(rng):
    for V in rng.integers(2, 50, size=40):
        p, q = two_distributions(rng, V)
        kl = two_numbers(p, q)[1]
        check_close(
            kl,
            slow.bill(p, q) - slow.bill(p, p),
            rtol=1e-8,
            what=f"the KL divergence over {V} outcomes: cross-entropy less the entropy of p",
            atol=1e-10,
        )
        check(kl >= -1e-12, seen=f"a KL divergence of {kl:.3g}", expected="0 or more")


def test_world_never_draws_it(rng):
    for V, never in ((5, 2), (11, 6)):
        q = rng.dirichlet(np.ones(V))
        p = np.zeros(V)
        p[never:] = rng.dirichlet(np.ones(V - never))
        for believed in (q, np.where(np.arange(V) == 0, 0.0, q / q[1:].sum())):
            cross_entropy, kl = two_numbers(p, believed)
            without = two_numbers(p[never:], believed[never:])
            causes = {} if any(map(math.isnan, without)) else {"nan_zero": math.nan}
            where = f"with {never} of {V} outcomes that p never draws"
            check_close(
                cross_entropy,
                slow.bill(p, believed),
                what=f"the cross-entropy {where}",
                causes=causes,
            )
            check_close(
                kl,
                slow.extra(p, believed),
                what=f"the KL divergence {where}",
                causes=causes,
            )


def test_belief_rules_it_out(rng):
    cases = [ruled_out_outcome(rng, share) for share in (0.25, 0.5)]
    cause, facts = cause_of_a_finite_bill(cases)
    for case in cases:
        for name in ("cross-entropy", "KL divergence"):
            check(
                case[name] == math.inf,
                seen=f"a {name} of {case[name]:.4g}, where q rules out an outcome that p draws "
                f"{case['share']:.0%} of the time",
                expected="inf",
                cause=cause,
                facts=facts,
            )


def ruled_out_outcome(rng, share):
    """What the solution gives where q is 0 on an outcome of probability `share`.

    `charged` holds the surprise it took for that outcome, in bits, by each of the two numbers.
    """
    p = np.concatenate([[share], (1 - share) * rng.dirichlet(np.ones(5))])
    q = np.concatenate([[0.0], rng.dirichlet(np.ones(5))])
    cross_entropy, kl = two_numbers(p, q)
    by_bill = (cross_entropy - slow.bill(p[1:], q[1:])) / share
    by_extra = (kl - slow.extra(p[1:], q[1:])) / share
    return {
        "share": share,
        "cross-entropy": cross_entropy,
        "KL divergence": kl,
        "charged": (by_bill, by_extra - math.log2(share)),
        "left out": abs(by_bill) < 1e-9 or abs(by_extra) < 1e-9,
    }


def cause_of_a_finite_bill(cases):
    """Why a bill is finite: a message and its facts, or None when nothing proves one.

    A 0 replaced by a small eps is charged -log2(eps) bits. Two outcomes with different
    probabilities have to lead to the same eps.
    """
    if all(case["left out"] for case in cases):
        return "drops_inf", {}
    for bits in zip(*(case["charged"] for case in cases), strict=True):
        if all(10 < b < math.inf for b in bits) and math.isclose(*bits, rel_tol=1e-3):
            return "eps_hides_inf", {"eps": 2 ** -bits[0]}
    return None, {}


def test_inputs_are_untouched(rng):
    p, q = two_distributions(rng, 7)
    p[[1, 4]] = 0.0
    q[[4, 5]] = 0.0
    p, q = p / p.sum(), q / q.sum()
    with unchanged(p=p, q=q):
        cross_entropy_kl(p, q)
