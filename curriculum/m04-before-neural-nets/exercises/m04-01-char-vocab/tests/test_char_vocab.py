"""The three functions, in the order of the tasks."""

from collections import Counter

import numpy as np
import slow
from evidence import check, check_array, check_equal, not_started, unchanged
from slow import UNKNOWN
from solution import decode, encode, fit_vocabulary

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ .,\n\té你好🙂"


def some_text(rng, N, letters=LETTERS):
    """Some characters often and others rarely, capitals, a space and a line end always."""
    shares = rng.dirichlet(np.full(len(letters), 0.5))
    drawn = rng.choice(list(letters), size=N - 6, p=shares)
    return "Qq" + "".join(drawn.tolist()) + " z\n" + "a"


def begun(value):
    """A value, once there is one."""
    if value is None:
        not_started()
    return value


def encoded(text, known):
    """What encode gives, once it is known to be one array."""
    ids = begun(encode(text, list(known)))
    check_array(ids, what=f"encode of {len(text)} characters", finite=False)
    return ids


def agree(runs, text, what):
    """The ids of a text, in each of the runs, are the same."""
    one_each = all(len(set(zip(text, ids))) == len(set(ids)) == len(set(text)) for ids in runs)
    place = next((i for i, each in enumerate(zip(*runs)) if len(set(each)) > 1), 0)
    numbers = ", ".join(str(ids[place]) for ids in runs if place < len(ids))
    check(
        all(ids == runs[0] for ids in runs),
        seen=f"{text[place]!r} has the ids {numbers}",
        expected="the same in every run",
        cause="set_order" if one_each else None,
        facts={"character": shown(text[place]), "ids": numbers},
        what=what,
    )


def shown(character):
    return character.replace("\n", "\\n")


def test_three_runs_agree(fresh_solution, rng):
    text = some_text(rng, 300)
    known = slow.vocabulary(text)
    runs = [fresh_solution(hash_seed=hash_seed) for hash_seed in (1, 2, 3)]
    fitted = [list(begun(run.fit_vocabulary(text))) for run in runs]
    places = [[each.index(c) if c in each else -1 for c in text] for each in fitted]
    agree(places, text, "places in fit_vocabulary(text), in three processes")
    ids = [np.asarray(begun(run.encode(text, known))).tolist() for run in runs]
    agree(ids, text, "encode(text, vocabulary), in three processes")


def check_vocabulary(text, what):
    found = begun(fit_vocabulary(text))
    seen = list(dict.fromkeys(text))
    counted = [character for character, _ in Counter(text).most_common()]
    right = slow.vocabulary(text)
    known = right[1:]
    causes = {
        "first_seen": [UNKNOWN, *seen],
        "by_count": [UNKNOWN, *counted],
        "no_unknown": known,
        "whitespace_lost": [UNKNOWN, *[c for c in known if not c.isspace()]],
        "folded": slow.vocabulary(text.lower()),
        "unknown_twice": [UNKNOWN, *sorted([*known, UNKNOWN])],
    }
    causes = {name: value for name, value in causes.items() if value != right}
    if isinstance(found, str):
        check(
            False, seen="a string", expected="a list", what=what,
            cause="a_string" if found == "".join(right) else None,
        )  # fmt: skip
    check_equal(found, right, what=what, causes=causes)


def test_the_vocabulary_of_a_text(rng):
    check_vocabulary("she sat, He sat\n", "fit_vocabulary of 'she sat, He sat\\n'")
    for N in (40, 700):
        check_vocabulary(some_text(rng, N), f"fit_vocabulary of {N} characters")
    check_vocabulary("", "fit_vocabulary of an empty text")


def test_a_text_with_the_sign_in_it(rng):
    text = some_text(rng, 60) + UNKNOWN + some_text(rng, 30)
    check_vocabulary(text, "fit_vocabulary of a text with � in it")


def test_ids_of_known_characters(rng):
    for N in (30, 500):
        text = some_text(rng, N)
        known = slow.vocabulary(text + "0123456789XYZ")
        check_equal(
            encoded(text, known).tolist(),
            slow.ids(text, known),
            what=f"encode of {N} known characters",
            causes={
                "code_points": [ord(character) for character in text],
                "refits": slow.ids(text, slow.vocabulary(text)),
            },
        )


def test_shape_and_type(rng):
    text = some_text(rng, 50)
    ids = encoded(text, slow.vocabulary(text))
    check_array(ids, shape=(50,), dtype="i8", what="encode of 50 characters")
    none = encoded("", slow.vocabulary(text))
    empty = none.shape == (0,) and none.dtype == np.float64
    check(
        none.shape == (0,) and none.dtype == np.int64,
        seen=f"shape {none.shape}, dtype {none.dtype}",
        expected="shape (0,), dtype int64",
        cause="empty_float" if empty else None,
        what="encode of an empty text",
    )


def test_unknown_characters(rng):
    for strange in ("é", "Ω🙂", "你"):
        known = slow.vocabulary(some_text(rng, 80, "abcdefghij .") + "abcdefghij.")
        text = some_text(rng, 20, "abcdefghij .").replace("a", strange) + strange + "b"
        right = slow.ids(text, known)
        encoded(text.replace(strange[0], "").replace(strange[-1], ""), known)  # the rest is sound
        try:
            ids = encoded(text, known)
        except (KeyError, ValueError, IndexError) as error:
            check(
                False, seen=f"{type(error).__name__}: {error}", expected="ids", cause="unk_crash",
                facts={"error": type(error).__name__}, what="encode with an unknown character",
            )  # fmt: skip
        where = [i for i, n in enumerate(right) if n == 0]
        same_length = ids.shape == (len(right),)
        at = {int(ids[i]) for i in where} if same_length else set()
        others = same_length and all(
            int(ids[i]) == n for i, n in enumerate(right) if i not in where
        )
        left_out = ids.tolist() == [n for n in right if n]
        wrong = at.pop() if others and len(at) == 1 else 0
        letter = others and 0 < wrong < len(known)
        cause = "unk_dropped" if left_out else "unk_is_a_letter" if letter else None
        check(
            same_length and ids.tolist() == right,
            seen=ids,
            expected=np.array(right),
            cause="unk_minus_one" if others and wrong == -1 else cause,
            facts={
                "missing": len(right) - ids.size,
                "length": len(right),
                "letter": shown(known[wrong]) if letter else "",
            },
            what="encode with unknown characters",
        )


def check_decoded(ids, known, what):
    right = slow.text(ids, known)
    found = begun(decode(ids.copy(), list(known)))
    check_equal(
        found,
        right,
        what=what,
        causes={
            "decode_join": list(right),
            "decode_spaces": " ".join(right),
            "decode_shifted": slow.text((ids - 1) % len(known), known),
            "drops_unknown": right.replace(UNKNOWN, ""),
        } if len(ids) else {},
    )  # fmt: skip


def test_decode(rng):
    known = slow.vocabulary(some_text(rng, 200))
    for N in (7, 90):
        ids = rng.integers(1, len(known), size=N)
        ids[:3] = (len(known) - 1, 0, 1)
        check_decoded(ids, known, f"decode of {N} ids")
    check_decoded(np.zeros(0, dtype=np.int64), known, "decode of no ids")


def test_there_and_back(rng):
    many = LETTERS + "".join(chr(i) for i in range(0x4E00, 0x4E00 + 2000))
    text = some_text(rng, 60_000, many)
    known = begun(fit_vocabulary(text))
    ids = encoded(text, known)
    back = begun(decode(ids, known))
    check_equal(back, text, what="decode(encode(text)) of 60,000 characters")


def test_arguments_are_untouched(rng):
    known = slow.vocabulary(some_text(rng, 60, "abcdefgh"))
    with unchanged(vocabulary=known):
        encode("some Ω text", known)
    ids = rng.integers(0, len(known), size=12)
    with unchanged(ids=ids, vocabulary=known):
        decode(ids, known)
