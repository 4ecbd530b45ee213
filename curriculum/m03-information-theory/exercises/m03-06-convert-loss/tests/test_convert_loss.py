"""convert_loss, in the order of the tasks."""

import math

import numpy as np
import slow
from evidence import check, check_close, not_started
from solution import convert_loss

KEYS = ("ppl", "bits_per_token", "bpc")


def converted(nats, n_tokens, n_chars):
    """What the solution gives, once it is known to be the three numbers."""
    found = convert_loss(nats, n_tokens, n_chars)
    if found is None:
        not_started()
    seen = f"a {type(found).__name__}"
    if isinstance(found, dict):
        seen = "a dict with the keys " + ", ".join(sorted(repr(key) for key in found))
    check(
        isinstance(found, dict) and set(found) == set(KEYS),
        seen=seen,
        expected="a dict with the keys 'bpc', 'bits_per_token', 'ppl'",
        cause="a_tuple" if isinstance(found, tuple) and len(found) == 3 else None,
    )
    for key in KEYS:
        number = found[key]
        kind = np.asarray(number).dtype if np.shape(number) == () else type(number).__name__
        check(kind == np.float64, seen=f"{key!r} is of type {kind}", expected="a float")
    return found


def some_text(rng):
    """A loss in nats per token, and how many tokens and characters the text has."""
    n_tokens = int(rng.integers(300, 900))
    return float(rng.uniform(0.5, 6.0)), n_tokens, int(n_tokens * rng.uniform(2.2, 4.8)) + 1


def all_rounded(nats, n_tokens, n_chars):
    """Whether the three numbers are the right ones with few decimals."""
    found = convert_loss(nats, n_tokens, n_chars)
    right = rightly(nats, n_tokens, n_chars)
    return any(
        all(math.isclose(found[key], round(right[key], places), abs_tol=1e-12) for key in KEYS)
        for places in range(6)
    )


def rightly(nats, n_tokens, n_chars):
    text = slow.nats_of_text(nats, n_tokens)
    return {
        "ppl": math.exp(nats),
        "bits_per_token": slow.bits(nats),
        "bpc": slow.bits(text) / n_chars,
    }


def test_three_numbers(rng):
    converted(*some_text(rng))


def test_bits_per_token(rng):
    for nats, n_tokens, n_chars in ((math.log(8), 700, 2500), *(some_text(rng) for _ in range(4))):
        right = slow.bits(nats)
        check_close(
            converted(nats, n_tokens, n_chars)["bits_per_token"],
            right,
            what=f"bits per token at {nats:.4g} nats per token",
            causes={
                "forgot_ln2": nats,
                "times_ln2": nats * math.log(2),
                "total_bits": right * n_tokens,
                "rounded": lambda n=nats, t=n_tokens, c=n_chars, b=right: (
                    converted(n, t, c)["bits_per_token"] if all_rounded(n, t, c) else -b
                ),
            },
        )


def test_perplexity_of_equal_choices(rng):
    for V in (2, 27, int(rng.integers(100, 60_000))):
        check_perplexity(math.log(V), *some_text(rng)[1:], V)


def test_perplexity(rng):
    for nats, n_tokens, n_chars in (some_text(rng) for _ in range(5)):
        check_perplexity(nats, n_tokens, n_chars, math.exp(nats))


def check_perplexity(nats, n_tokens, n_chars, right):
    check_close(
        converted(nats, n_tokens, n_chars)["ppl"],
        right,
        what=f"perplexity at {nats:.4g} nats per token",
        causes={
            "ppl_base2": 2**nats,
            "ppl_of_bits": math.exp(slow.bits(nats)),
            "ppl_per_char": math.exp(nats * n_tokens / n_chars),
            "ppl_is_loss": [nats, slow.bits(nats)][
                math.isclose(converted(nats, n_tokens, n_chars)["ppl"], slow.bits(nats))
            ],
            "ppl_below_one": math.exp(-nats),
        },
        facts={"nats": nats, "bits": slow.bits(nats)},
    )


def check_bpc(nats, n_tokens, n_chars, right, what):
    per_token, found = slow.bits(nats), converted(nats, n_tokens, n_chars)
    both_in_nats = math.isclose(found["bits_per_token"], nats)
    check_close(
        found["bpc"],
        right,
        what=f"bits per character of {what}",
        causes={
            "ratio_inverted": per_token * n_chars / n_tokens,
            "no_ratio": per_token,
            "forgot_ln2" if both_in_nats else "bpc_in_nats": nats * n_tokens / n_chars,
            "not_per_char": per_token * n_tokens,
            "per_char_of_mean": per_token / n_chars,
            "whole_chars": lambda: per_token / (n_chars // n_tokens),
            "ppl_per_char_ratio": math.exp(nats) * n_tokens / n_chars,
        },
        facts={"tokens": n_tokens, "chars": n_chars},
    )


def test_bits_per_character(rng):
    for nats, n_tokens, n_chars in (some_text(rng) for _ in range(5)):
        right = slow.bits(slow.nats_of_text(nats, n_tokens)) / n_chars
        check_bpc(nats, n_tokens, n_chars, right, f"{n_chars} characters in {n_tokens} tokens")


def test_more_tokens_than_characters(rng):
    for nats, n_chars, n_tokens in (some_text(rng) for _ in range(3)):
        right = slow.bits(slow.nats_of_text(nats, n_tokens)) / n_chars
        check_bpc(nats, n_tokens, n_chars, right, f"{n_chars} characters in {n_tokens} tokens")


def test_other_tokens_same_text(rng):
    """One model, one text, one total: only the cuts differ."""
    nats, n_tokens, n_chars = some_text(rng)
    total = slow.nats_of_text(nats, n_tokens)
    for cuts in (n_tokens, n_tokens // 3, n_chars, 2 * n_chars):
        check_bpc(
            total / cuts,
            cuts,
            n_chars,
            slow.bits(total) / n_chars,
            f"a text of {n_chars} characters and {slow.bits(total):.0f} bits, in {cuts} tokens",
        )


def test_both_ends(rng):
    _, n_tokens, n_chars = some_text(rng)
    for nats, each in ((0.0, (1.0, 0.0, 0.0)), (math.inf, (math.inf,) * 3)):
        found = converted(nats, n_tokens, n_chars)
        for key, right in zip(KEYS, each, strict=True):
            check_close(found[key], right, what=f"{key!r} at a loss of {nats:g}")


def test_numbers_of_numpy(rng):
    nats, n_tokens, n_chars = some_text(rng)
    found = converted(np.float64(nats), np.int64(n_tokens), np.int64(n_chars))
    for key, right in rightly(nats, n_tokens, n_chars).items():
        check_close(found[key], right, what=f"{key!r} from NumPy's numbers")
