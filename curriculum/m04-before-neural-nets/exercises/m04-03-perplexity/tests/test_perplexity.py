"""perplexity, in the order of the tasks."""

import math

import numpy as np
import slow
from evidence import check, check_close, not_started, unchanged
from solution import perplexity


def answer(logp):
    """What the solution gives, once it is known to be one number."""
    found = perplexity(logp.copy())
    if found is None:
        not_started()
    each = np.shape(found) == logp.shape and np.allclose(found, np.exp(-logp))
    check(
        np.shape(found) == (),
        seen=f"an array of shape {np.shape(found)}",
        expected="one number",
        cause="one_per_token" if each else None,
    )
    return found


def mistakes(logp):
    """What well-known mistakes give, by the message that names them; logp is short and finite."""
    loss, p = -np.mean(logp), np.exp(logp)
    return {
        "mean_prob": 1 / np.mean(p),
        "mean_of_ppl": np.mean(1 / p),
        "base_mix": 2**loss,
        "base_of_bits": math.exp(loss / math.log(2)),
        "loss_itself": loss,
        "below_one": math.exp(-loss),
        "summed": math.exp(-math.fsum(logp)),
    }


def test_one_number(rng):
    kind = np.asarray(answer(np.log(rng.uniform(0.1, 0.9, size=6)))).dtype
    check(
        kind == np.float64, seen=f"a number of type {kind}", expected="a float or a NumPy float64"
    )


def test_equal_choices(rng):
    for V in (8, 2, 27, int(rng.integers(50, 50_000))):
        logp = np.full(5, -math.log(V))
        causes = mistakes(logp)
        del causes["mean_prob"], causes["mean_of_ppl"]  # right where all are alike
        check_close(
            answer(logp), float(V), what=f"the perplexity of {V} equal choices", causes=causes
        )


def test_unequal_tokens(rng):
    for N in (2, 7, 30):
        logp = np.log(rng.uniform(0.02, 0.9, size=N))
        check_close(
            answer(logp),
            slow.perplexity(logp),
            what=f"the perplexity of {N} tokens",
            causes=mistakes(logp),
        )


def test_halves_of_a_text(rng):
    """The logarithms of two halves' perplexities average to that of the whole."""
    first, second = np.log(rng.uniform(0.05, 0.9, size=(2, 9)))
    whole = answer(np.concatenate([first, second]))
    check_close(
        whole,
        math.sqrt(slow.perplexity(first) * slow.perplexity(second)),
        what="the perplexity of a text whose halves are known",
    )


def test_certain_of_everything():
    check_close(answer(np.zeros(4)), 1.0, what="the perplexity of a text that was certain")


def test_long_texts(rng):
    for N in (2_000, 50_000):
        logp = np.log(rng.uniform(0.01, 0.9, size=N))
        found, short = answer(logp), answer(logp[:20])
        lost = not math.isfinite(found) and math.isclose(short, slow.perplexity(logp[:20]))
        check(
            math.isclose(found, slow.perplexity(logp), rel_tol=1e-9),
            seen=f"{found:.6g} for {N} tokens",
            expected=f"{slow.perplexity(logp):.6g}",
            cause="product_underflow" if lost else None,
        )


def test_a_token_that_was_ruled_out(rng):
    for N in (3, 12):
        logp = np.log(rng.uniform(0.1, 0.9, size=N))
        logp[int(rng.integers(N))] = -np.inf
        rest = logp[np.isfinite(logp)]
        found = answer(logp)
        floor = -(math.log(max(found, 1.0)) * N + math.fsum(rest)) if found < math.inf else 0.0
        left_out = math.isclose(found, slow.perplexity(rest))
        check(
            found == math.inf,
            seen=f"{found:.4g} for {N} tokens, one of them ruled out by the model",
            expected="inf",
            cause="drops_never" if left_out else "clipped" if floor < -5 else None,
            facts={"least": math.exp(max(floor, -700.0))},
        )


def test_logp_is_untouched(rng):
    logp = np.log(rng.uniform(0.1, 0.9, size=8))
    with unchanged(logp_nats=logp):
        perplexity(logp)
