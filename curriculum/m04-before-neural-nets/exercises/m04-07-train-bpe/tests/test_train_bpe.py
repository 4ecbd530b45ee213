"""train_bpe, in the order of the tasks."""

import slow
from evidence import check, check_equal, not_started
from solution import train_bpe

RULES = (
    "ignores_word_freq",
    "once_a_word",
    "crosses_words",
    "no_recount",
    "first_only",
    "overlap",
    "merges_overlapping",
    "from_the_right",
    "tie_dict_order",
    "tie_largest",
    "tie_longest",
    "stops_at_once",
)
BY_HAND = {b"her": 4, b"hers": 2, b"where": 3, b"shoe": 2}


def merges_of(words, n):
    """What the solution gives, once it is known to be a list of pairs of bytes."""
    right = slow.train_bpe(words, n)
    try:
        found = train_bpe(dict(words), n)
    except (ValueError, IndexError) as error:
        check(
            False,
            seen=f"{type(error).__name__}: {error}",
            expected=f"{len(right)} merges",
            cause="runs_dry" if len(right) < n else None,
        )
    if found is None:
        not_started()
    check(isinstance(found, list), seen=type(found).__name__, expected="a list of merges")
    for at, merge in enumerate(found):
        pair = isinstance(merge, tuple) and len(merge) == 2
        pair = pair and all(isinstance(piece, bytes) for piece in merge)
        tokens = isinstance(merge, bytes) and found == [a + b for a, b in right]
        lists = isinstance(merge, list) and [tuple(m) for m in found] == right
        check(
            pair,
            seen=f"{merge!r} as merge {at}",
            expected="a tuple of two bytes objects",
            cause="returns_tokens" if tokens else "lists" if lists else None,
            facts={"pair": str(right[at]) if tokens else ""},
        )
    return found


def check_merges(words, n, what, rules=RULES):
    """The merges are those of the slow program; a mistake that explains all of them is named."""
    right = slow.train_bpe(words, n)
    causes = {rule: slow.train_bpe(words, n, rule) for rule in rules}
    check_equal(
        merges_of(words, n),
        right,
        what=what,
        causes={rule: merges for rule, merges in causes.items() if merges != right},
        facts={"times": max(words.values())},
    )


def some_words(rng, count, letters, longest):
    """Words of few letters, with how often each comes."""
    words = {}
    while len(words) < count:
        size = int(rng.integers(1, longest + 1))
        word = bytes(int(letters[k]) for k in rng.integers(0, len(letters), size=size))
        words[word] = int(rng.integers(1, 5))
    return words


def test_first_merge():
    check_merges({b"tea": 3, b"team": 2, b"eat": 1}, 1, "the first merge of tea, team and eat")
    check_merges(BY_HAND, 1, "the first merge of her, hers, where and shoe")


def test_words_that_come_often():
    words = {b"xy": 9, b"zab": 2, b"cab": 2, b"dab": 2}
    check_merges(words, 2, "the merges of xy (9 times) and three words with ab (twice each)")
    check_merges({b"opqop": 2, b"rs": 3}, 1, "the first merge of opqop (twice) and rs (3 times)")


def test_pairs_lie_inside_words():
    words = {b"bca": 6, b"dea": 1, b"fga": 1}
    check_merges(words, 1, "the first merge of bca (6 times), dea and fga")
    check_merges({b"ba": 1, b"bc": 1, b"a": 5}, 2, "the merges of ba, bc and a (5 times)")


def test_merges_by_hand():
    check_merges(BY_HAND, 5, "five merges of her, hers, where and shoe")
    check_merges({b"xyqxyr": 4, b"xyr": 1, b"qx": 2}, 5, "five merges of xyqxyr, xyr and qx")


def test_runs():
    check_merges({b"aaa": 3, b"bc": 5}, 2, "the merges of aaa (3 times) and bc (5 times)")
    check_merges({b"aaaaa": 1}, 5, "the merges of aaaaa")
    check_merges({b"zaaa": 3, b"aab": 1}, 4, "the merges of zaaa and aab")
    check_merges({b"aaaaaaa": 1, b"ab": 1}, 4, "the merges of aaaaaaa and ab")


def test_ties():
    check_merges({b"mn": 2, b"zx": 2, b"ab": 2}, 3, "the merges of mn, zx and ab, twice each")
    check_merges({b"ca": 3, b"cb": 3, b"bz": 3}, 3, "the merges of ca, cb and bz")
    words = {b"gh": 4, b"ab": 3, b"ghz": 3, b"pq": 3}
    check_merges(words, 4, "the merges of gh, ab, ghz and pq")


def test_random_corpora(rng):
    for _ in range(30):
        letters = rng.permutation(list(b"abcd"))[: rng.integers(2, 5)]
        words = some_words(rng, int(rng.integers(2, 6)), letters, 7)
        n = int(rng.integers(3, 9))
        named = ", ".join(f"{word.decode()} ({times})" for word, times in words.items())
        check_merges(words, n, f"{n} merges of {named}")


def test_nothing_left_to_merge():
    for words, n in (({b"ab": 1, b"c": 4}, 5), ({b"x": 3}, 2), ({b"abcd": 1}, 9), ({}, 3)):
        right, found = slow.train_bpe(words, n), merges_of(words, n)
        early = found == right[: len(found)] and len(found) < len(right)
        check(
            found == right,
            seen=f"{len(found)} merges of {sorted(words)}",
            expected=f"{len(right)} merges",
            cause="stops_at_once" if early else None,
        )
    check_equal(merges_of(BY_HAND, 0), [], what="no merges at all")


def test_bytes_of_any_script(rng):
    words = {word.encode(): 2 for word in ("naïve", "жар", "жара", "日本", "日曜")}
    right = slow.train_bpe(words, 4)
    found = merges_of(words, 4)
    one_byte = found and all(len(piece) == 1 for piece in found[0])
    check_equal(
        found,
        right,
        what="four merges of words in four scripts",
        causes={} if one_byte else {"characters": found},
    )
    words = some_words(rng, 6, rng.permutation(256)[:4], 6)
    check_equal(
        merges_of(words, 6), slow.train_bpe(words, 6), what="six merges of bytes that are no text"
    )


def test_a_larger_corpus():
    """400 words of a made-up language, the same in every run."""
    heads, tails = ("b", "st", "qu", "m", "tr"), ("an", "el", "ing", "our", "est")
    words = {}
    for k in range(400):
        parts = (heads[k % 5], tails[k // 5 % 5], heads[k // 25 % 5], tails[k // 125], str(k % 7))
        words["".join(parts).encode()] = 1 + k * k % 11
    check_merges(words, 60, "60 merges of 400 words", rules=())


def test_words_are_untouched():
    words = dict(BY_HAND)
    train_bpe(words, 3)
    check(
        words == BY_HAND and list(words) == list(BY_HAND),
        seen=f"words is {words} afterwards",
        expected=f"{BY_HAND}",
        cause="inputs_changed",
    )
