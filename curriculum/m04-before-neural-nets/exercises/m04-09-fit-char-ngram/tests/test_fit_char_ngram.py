"""fit_char_ngram, in the order of the tasks."""

import math

import numpy as np
import slow
import stories
from evidence import check, check_array, check_close, gate, not_started, plot
from solution import fit_char_ngram

STORY_ALPHABET = "".join(sorted(set(stories.write(60_000, seed=0)[0])))


def rows_of(text, alphabet, others, what="fit_char_ngram", known=None):
    """The arrays for some texts, once each is known to have the right shape."""
    found = fit_char_ngram(text, alphabet, list(others))
    if found is None:
        not_started()
    listed = isinstance(found, list) and len(found) == len(others)
    check(listed, seen=type(found).__name__, expected=f"a list of {len(others)} arrays", what=what)
    V = len(alphabet)
    for rows, other in zip(found, others, strict=True):
        check_array(rows, dtype="f8", what=what, finite=False)
        N = len(other)
        short = rows.ndim == 2 and rows.shape[0] < N and rows.shape[1] == V
        narrow = rows.shape == (N, known)
        check(
            rows.shape == (N, V),
            seen=f"shape {rows.shape}",
            expected=f"shape {(N, V)}",
            cause="skips_start" if short else "own_alphabet" if narrow and known < V else None,
            facts={"seen_rows": rows.shape[0], "N": N, "seen_columns": rows.shape[-1], "V": V},
            what=what,
        )
    return found


def some_text(rng, size, letters):
    """Letters that follow the two before by a rule of their own."""
    rule = rng.dirichlet(np.full(len(letters), 0.3), size=(len(letters),) * 2)
    ids = [0, 1]
    while len(ids) < size:
        ids.append(int(rng.choice(len(letters), p=rule[ids[-2], ids[-1]])))
    return "".join(letters[k] for k in ids)


def shuffled(rng, letters):
    return "".join(letters[k] for k in rng.permutation(len(letters)))


def check_sums(rows, what):
    """Every row is a distribution."""
    with np.errstate(over="ignore"):
        sums = np.exp(rows).sum(axis=1)
        in_base_2 = np.allclose(np.exp2(rows).sum(axis=1), 1)
    worst = int(np.abs(sums - 1).argmax()) if np.isfinite(sums).all() else 0
    total = float(sums[worst])
    themselves = np.allclose(rows.sum(axis=1), 1) and (rows >= 0).all()
    cause = "base_2" if in_base_2 else "probabilities" if themselves else "unnormalised"
    check(
        np.allclose(sums, 1, rtol=1e-7),
        seen=f"row {worst} sums to {total:.6g}",
        expected="1, for every row",
        cause=cause if math.isfinite(total) else None,
        facts={"total": total},
        what=what,
    )


def test_shape_and_type(rng):
    for letters, V in (("abcde", 9), ("abcdefg", 12)):
        alphabet = shuffled(rng, letters + "uvwxyz"[: V - len(letters)])
        text = some_text(rng, 300, letters)
        others = [text[:40], text[50:63], text[:1]]
        rows_of(text, alphabet, others, known=len(set(text)))


def test_rows_add_up_to_one(rng):
    alphabet = shuffled(rng, "abcdefxyz")
    other = some_text(rng, 40, "abcdef") + shuffled(rng, alphabet)
    (rows,) = rows_of(some_text(rng, 900, "abcdef"), alphabet, [other])
    check_sums(rows, "the rows of 49 characters")


def test_a_pattern(rng):
    for word in ("abc", "abcd"):
        alphabet = shuffled(rng, "dcba" + "xyz")
        while alphabet == "".join(sorted(alphabet)):
            alphabet = shuffled(rng, alphabet)
        other = word * 4
        (rows,) = rows_of(word * 200, alphabet, [other])
        p = np.exp(rows[6:])
        came = p[np.arange(len(p)), [alphabet.index(c) for c in other[6:]]]
        by_sorting = p[np.arange(len(p)), [sorted(alphabet).index(c) for c in other[6:]]]
        check(
            (came > 0.9).all(),
            seen=f"probabilities down to {came.min():.3f} for what came, after 200 times {word}",
            expected="above 0.9",
            cause="sorted_alphabet" if (by_sorting > 0.9).all() else None,
        )


def test_shares_of_what_followed(rng):
    """After abcdefgh comes i three times as often as j."""
    alphabet = shuffled(rng, "abcdefghijk")
    came = ["i"] * 300 + ["j"] * 100
    text = "".join("abcdefgh" + came[k] for k in rng.permutation(400))
    (rows,) = rows_of(text, alphabet, ["abcdefghi"])
    share = np.exp(rows[8, alphabet.index("i")])
    check(
        abs(share - 0.75) < 0.12,
        seen=f"{share:.3f} for i after abcdefgh, which was followed 300 times by i, 100 times by j",
        expected="about 0.75",
    )


def test_nothing_is_ruled_out(rng):
    alphabet = "abcdqz"
    others = [some_text(rng, 30, "abcd"), "zqzq", "q"]
    for rows in rows_of(some_text(rng, 500, "abcd"), alphabet, others):
        ruled_out = (rows == -np.inf).sum()
        check(
            ruled_out == 0 and not np.isnan(rows).any(),
            seen=f"{ruled_out} characters with a probability of 0 in {rows.size} entries",
            expected="no zeros and no NaN",
            cause="no_backoff" if ruled_out else None,
        )


def test_falls_back_on_what_it_knows():
    """After a q came a u, always; never after zzzzzzzz and a q."""
    alphabet = "abcqtuz"
    text = "abqutaquccqubaqutcquaatqubzquc" * 12
    (rows,) = rows_of(text, alphabet, ["zzzzzzzztqa"])
    p = np.exp(rows[10])  # after zzzzzzzztq
    uniform = np.allclose(p, 1 / len(alphabet))
    check(
        p[alphabet.index("u")] > 0.5,
        seen=f"{p[alphabet.index('u')]:.3f} for u after zzzzzzzztq",
        expected="more than a half: after q came u, every time",
        cause="one_length" if uniform else None,
    )


def test_rows_know_only_what_came_before(rng):
    alphabet = shuffled(rng, "abcdef")
    text, other = some_text(rng, 800, "abcdef"), some_text(rng, 60, "abcdef")
    following = {"a": "b", "b": "c", "c": "d", "d": "e", "e": "f", "f": "a"}
    for row in (0, 4, 25):
        changed = other[:row] + "".join(following[c] for c in other[row:])
        before, after = (rows_of(text, alphabet, [each])[0][: row + 1] for each in (other, changed))
        check(
            np.allclose(before, after, rtol=1e-9),
            seen=f"row {row} or one before it changed with the characters from place {row} on",
            expected=f"rows 0 to {row} as they were",
            cause="peeks_val",
        )
    together = rows_of(text, alphabet, [changed, other])[1][: row + 1]
    check_close(together, before, what="the rows of a text that is predicted after another one")


def test_stories(seed, cpu_clock):
    text, _ = stories.write(300_000, 2 * seed)
    fresh, bits = stories.write(9_000, 2 * seed + 1)
    floor, start = bits / len(fresh), cpu_clock()
    costs = []
    for size in (20_000, 60_000, len(text)):
        (rows,) = rows_of(text[:size], STORY_ALPHABET, [fresh], "the rows of new stories")
        costs.append((size, slow.bits_per_character(rows, fresh, STORY_ALPHABET)))
    used = cpu_clock() - start
    plot(
        "Bits a character on new stories",
        {"yours": [(size, min(cost, 99.0)) for size, cost in costs]},
        lines={
            "log2 V": math.log2(len(STORY_ALPHABET)),
            "counts of 4": 0.58,
            "gate": 0.45,
            "counts of 6": 0.41,
            "entropy": floor,
        },
        x="characters counted",
        y="bits a character",
        log="y",
    )
    check_sums(rows, "the rows of new stories")
    final = costs[-1][1]
    what = "bits a character on new stories"
    gate("floor", final, above=0.9 * floor, what=what, cause="peeks_val")
    missed = 0.45 <= final < math.inf
    memory = memory_of(text[:20_000], fresh[:60]) if missed else 0
    gate(
        "stories",
        final,
        below=0.45,
        what=what,
        cause="short_memory" if 0 < memory < 4 else None,
        facts={"memory": memory, "bits": final},
    )
    gate("seconds", used, below=10.0, what="seconds of CPU time for counting and predicting")


def memory_of(text, other):
    """How far back a character lies, at most, that alters what is expected last."""
    moved = list(slow.moved_texts(other, STORY_ALPHABET))
    last, *others = rows_of(text, STORY_ALPHABET, [other, *(each for _, each in moved)])
    pairs = zip(moved, others, strict=True)
    return max(
        (back for (back, _), rows in pairs if not np.allclose(rows[-1], last[-1])), default=0
    )
