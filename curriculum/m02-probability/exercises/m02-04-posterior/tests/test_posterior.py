"""posterior, in the order of the tasks."""

import numpy as np
import slow
from evidence import check, check_array, check_close, not_started, unchanged
from solution import posterior


def after(prior, loglik, finite=False):
    """The solution's posterior, once its shape and type are right."""
    (H,), N = prior.shape, loglik.shape[1]
    out = posterior(prior.copy(), loglik.copy())
    if out is None:
        not_started()
    shape = np.shape(out)
    cause = {(N,): "axis0", (H, N): "each_observation"}.get(shape)
    what = f"posterior for {H} hypotheses and {N} observations"
    check(
        shape == (H,),
        seen=f"an array of shape {shape}",
        expected=f"shape ({H},)",
        cause=cause,
        facts={"N": N},
        what=what,
    )
    check_array(out, dtype="f8", what=what, finite=finite)
    return out


def proportions(scores):
    weights = np.exp(scores - scores.max())
    return weights / weights.sum()


def mistakes(prior, loglik, out, right):
    """What well-known mistakes give, by the message that names them."""
    total = loglik.sum(axis=1)
    causes = {
        "no_prior": proportions(total),
        "no_norm": right * out.sum(),
        "log_posterior": np.log(right),
        "prior_not_logged": proportions(prior + total),
        "loglik_as_probability": prior * loglik.prod(axis=1) / (prior @ loglik.prod(axis=1)),
        "prior_again": proportions(loglik.shape[1] * np.log(prior) + total),
        "mean": proportions(np.log(prior) + loglik.mean(axis=1)),
        "added": proportions(np.log(prior) + np.log(np.exp(loglik).sum(axis=1))),
        "last_only": proportions(np.log(prior) + loglik[:, -1]),
    }
    return {name: value for name, value in causes.items() if not np.allclose(value, right)}


def close(prior, loglik, right, what):
    out = after(prior, loglik)
    check_close(
        out,
        right,
        what=what,
        rtol=1e-9,
        causes=mistakes(prior, loglik, out, right),
        facts={"N": loglik.shape[1], "total": float(out.sum())},
    )


def beliefs(rng, H):
    prior = rng.uniform(0.2, 2.0, size=H)
    return prior / prior.sum()


def test_shape_and_type(rng):
    for H, N in ((3, 5), (4, 2), (1, 6)):
        after(beliefs(rng, H), np.log(rng.uniform(0.1, 0.9, size=(H, N))), finite=True)


def test_two_urns(rng):
    white, other = (float(p) for p in rng.uniform([0.1, 0.6], [0.4, 0.9]))
    first = float(rng.uniform(0.6, 0.8))
    prior = np.array([first, 1 - first])
    top = first * white, (1 - first) * other
    close(
        prior,
        np.log([[white], [other]]),
        np.array([top[0] / sum(top), top[1] / sum(top)]),
        f"a white ball from one of two urns, drawn with {white:.2f} and {other:.2f}",
    )


def test_several_observations(rng):
    for H, N in ((3, 4), (5, 2), (2, 7)):
        prior, lik = beliefs(rng, H), rng.uniform(0.1, 0.9, size=(H, N))
        right = slow.by_fractions(prior, lik)
        close(prior, np.log(lik), right, f"{H} hypotheses after {N} observations")


def test_no_data(rng):
    prior = beliefs(rng, 4)
    check_close(after(prior, np.zeros((4, 0))), prior, what="the posterior without data")


def test_in_any_order(rng):
    prior, loglik = beliefs(rng, 4), np.log(rng.uniform(0.1, 0.9, size=(4, 9)))
    right = slow.by_logarithms(prior, loglik)
    data, hypotheses = rng.permutation(9), rng.permutation(4)
    close(prior, loglik[:, data], right, "the posterior after the data in another order")
    close(
        prior[hypotheses],
        loglik[hypotheses],
        right[hypotheses],
        "the posterior with the hypotheses in another order",
    )


def test_at_once_or_one_by_one(rng):
    prior, loglik = beliefs(rng, 3), np.log(rng.uniform(0.1, 0.9, size=(3, 8)))
    belief = prior
    for n in range(8):
        belief = after(belief, loglik[:, n : n + 1])
    check_close(
        belief,
        slow.by_logarithms(prior, loglik),
        what="eight updates one after the other, each posterior being the next prior",
    )


def sound_on_little(rng):
    """Whether a few ordinary observations are handled well, a small number added here or there
    aside.
    """
    prior, loglik = beliefs(rng, 4), np.log(rng.uniform(0.1, 0.9, size=(4, 3)))
    return np.allclose(after(prior, loglik), slow.by_logarithms(prior, loglik), rtol=1e-4)


def many(rng, H, N):
    """Log-likelihoods of N observations, all small, that still leave several hypotheses open."""
    shared = np.log(rng.uniform(0.01, 0.3, size=N))
    return shared + rng.normal(size=(H, N)) / np.sqrt(N)


def test_five_thousand_observations(rng):
    for H, N in ((4, 5000), (7, 900)):
        prior, loglik = beliefs(rng, H), many(rng, H, N)
        check_close(
            after(prior, loglik),
            slow.by_logarithms(prior, loglik),
            what=f"the posterior after {N:,} observations",
            causes={"product_underflow": np.full(H, np.nan)} if sound_on_little(rng) else {},
            facts={"N": N},
        )


def test_a_hypothesis_comes_back(rng):
    prior, loglik = beliefs(rng, 3), many(rng, 3, 5000)
    loglik[1, :2000] -= 1.0  # after these, e^-2000 times as probable as the others
    loglik[1, 2000:4000] += 1.0
    right = slow.by_logarithms(prior, loglik)
    lost = np.where(np.arange(3) == 1, 0.0, right)
    check_close(
        after(prior, loglik),
        right,
        what="the posterior where 2,000 observations speak against hypothesis 1 and 2,000 for it",
        causes={"lost_on_the_way": lost / lost.sum()},
        facts={"h": 1},
    )


def test_ruled_out(rng):
    prior, loglik = beliefs(rng, 5), np.log(rng.uniform(0.1, 0.9, size=(5, 6)))
    prior[1] = 0.0
    prior /= prior.sum()
    loglik[3, 2] = -np.inf
    check_close(
        after(prior, loglik),
        slow.by_logarithms(prior, loglik),
        what="the posterior where hypothesis 1 has the prior 0 and hypothesis 3 rules out the data",
    )


def test_ruled_out_but_fitting(rng):
    prior, loglik = beliefs(rng, 4), np.log(rng.uniform(0.1, 0.9, size=(4, 3)))
    prior[2] = 0.0
    prior /= prior.sum()
    loglik[2] += 300.0  # three times 300: a density may be that large
    right, out = slow.by_logarithms(prior, loglik), after(prior, loglik)
    shift = np.isnan(out).all() and np.isfinite(after(beliefs(rng, 4), many(rng, 4, 900))).all()
    alive = out[2] > 0 and sound_on_little(rng)
    cause = "eps" if alive else "shift_before_prior" if shift else None
    check(
        np.allclose(out, right, rtol=1e-9, atol=0),
        seen=f"{np.array2string(out, precision=4)}",
        expected=f"{np.array2string(right, precision=4)}",
        cause=cause,
        facts={"back": float(out[2])},
        what="the posterior where hypothesis 2 has a prior of 0 and fits the data far better",
    )


def test_arguments_are_untouched(rng):
    prior, loglik = beliefs(rng, 3), np.log(rng.uniform(0.1, 0.9, size=(3, 5)))
    with unchanged(prior=prior, loglik=loglik):
        posterior(prior, loglik)
