"""huffman, in the order of the tasks."""

import math
from fractions import Fraction
from itertools import pairwise

import slow
from evidence import check, check_equal, not_started
from solution import huffman

BAG = {"a": 4, "b": 2, "c": 1, "d": 1}


def code(freqs):
    """What the solution gives, once it is known to be a word of 0s and 1s for each symbol."""
    try:
        words = huffman(dict(freqs))
    except TypeError as error:
        tie = "not supported between instances of" in str(error) and "<" in str(error)
        check(
            False,
            seen=f"TypeError: {error}",
            expected="a word for each symbol",
            cause="tie_crash" if tie else None,
        )
    if words is None:
        not_started()
    seen = f"words for {len(words)} symbols" if isinstance(words, dict) else type(words).__name__
    check(
        isinstance(words, dict) and set(words) == set(freqs),
        seen=seen,
        expected=f"a dict with a word for each of the {len(freqs)} symbols",
        cause="lost_symbols" if equal_counts_are_lost(freqs, words) else None,
    )
    for symbol, word in words.items():
        is_text = isinstance(word, str)
        number = isinstance(word, int) and set(str(word)) <= {"0", "1"}
        check(
            is_text and set(word) <= {"0", "1"},
            seen=f"{word!r} for {symbol!r}",
            expected="a text of the characters 0 and 1",
            cause="numbers" if number else None,
        )
    return words


def equal_counts_are_lost(freqs, words):
    """Whether of several symbols with the same count exactly one has a word."""
    if not isinstance(words, dict) or not set(words) < set(freqs):
        return False
    counts = [freqs[symbol] for symbol in words]
    return len(set(counts)) == len(counts) and set(counts) == set(freqs.values())


def some_counts(rng, n):
    """n symbols; their counts are all different, and spread over three powers of ten."""
    counts = set()
    while len(counts) < n:
        counts.add(int(10 ** rng.uniform(0.5, 3.5)))
    return {f"s{place}": count for place, count in enumerate(rng.permutation(sorted(counts)))}


def plain(freqs):
    return {symbol: int(count) for symbol, count in freqs.items()}


def starts_another(words):
    """Two symbols, the word of the first being the start of the other's; or None."""
    ordered = sorted(words, key=lambda symbol: words[symbol])
    for first, second in pairwise(ordered):
        if words[second].startswith(words[first]):
            return first, second
    return None


def test_a_word_for_each_symbol():
    code({"x": 5, "y": 3, "z": 9})
    code(BAG)


def test_no_word_starts_another(rng):
    for n in (4, 9, 30):
        freqs = plain(some_counts(rng, n))
        words = code(freqs)
        pair = starts_another(words)
        if pair is None:
            continue
        short, long = (words[symbol] for symbol in pair)
        bits = set("".join(words.values()))
        backwards = {symbol: word[::-1] for symbol, word in words.items()}
        if len(bits) == 1:
            cause = "same_bit"
        elif starts_another(backwards) is None:
            cause = "appended"
        else:
            cause = "not_prefix_free"
        check(
            False,
            seen=f"{short!r} for {pair[0]!r} and {long!r} for {pair[1]!r}",
            expected="no word that is the start of another",
            cause=cause,
            facts={"short": short, "long": long},
        )


def test_no_bit_is_wasted(rng):
    for n in (3, 5, 11):
        freqs = plain(some_counts(rng, n))
        words = code(freqs)
        room = sum(Fraction(1, 2 ** len(word)) for word in words.values())
        lengths = sorted({len(word) for word in words.values()})
        total = sum(freqs.values())
        from_share = all(
            len(word) == max(1, math.ceil(-math.log2(freqs[symbol] / total)))
            for symbol, word in words.items()
        )
        causes = [
            name
            for name, holds in (
                ("fixed_length", len(lengths) == 1),
                ("shannon_code", from_share and len(lengths) > 1),
            )
            if holds and room < 1
        ]
        check(
            room == 1,
            seen=f"words of {n} symbols that fill {float(room):.4g} of all there is room for",
            expected="exactly 1: the sum of 2 to the power of minus the length, over all words",
            cause=causes[0] if causes else None,
            facts={"n": n, "room": float(room), "length": lengths[0]},
        )


def mistakes(freqs):
    """What whole texts cost with well-known mistakes, by the message that names them."""
    counts = list(freqs.values())
    return {
        "shannon_fano": slow.split_in_halves(counts),
        "joins_largest": slow.joined_in_order(counts, slow.falling, lambda a, b: a + b),
        "not_resorted": slow.joined_in_order(
            [n for n, _ in slow.rising([(n, n) for n in counts])], list, lambda a, b: a + b
        ),
        "never_sorted": slow.joined_in_order(counts, list, lambda a, b: a + b),
        "unary": slow.one_after_the_other(counts),
    }


def check_best(cases, least, kind):
    """The codes of several sets of counts are the best. A cause holds for all of them or not."""
    found = [slow.bits(freqs, code(freqs)) for freqs in cases]
    causes = {
        name
        for name in mistakes(cases[0])
        if all(bits == mistakes(freqs)[name] for freqs, bits in zip(cases, found, strict=True))
    }
    cause = causes.pop() if len(causes) == 1 else None
    for freqs, bits in zip(cases, found, strict=True):
        right, total = least(list(freqs.values())), sum(freqs.values())
        check(
            bits == right,
            seen=f"{bits / total:.4f} bits a symbol, {bits} in all, for {kind}",
            expected=f"{right / total:.4f} bits a symbol, {right} in all",
            cause=cause,
            facts={"cost": bits / total, "best": right / total},
        )


def test_as_short_as_the_best_tree(rng):
    cases = [plain(some_counts(rng, n)) for n in (5, 6, 7, 7, 7)]
    check_best(cases, slow.best_of_all, "a few symbols")


def test_even_cuts_are_not_always_best():
    sets = ([15, 7, 6, 6, 5], [5, 33, 18, 28, 29, 14, 26], [24, 17, 27, 22, 5, 23, 14])
    cases = [{f"s{k}": n for k, n in enumerate(counts)} for counts in sets]
    check_best(cases, slow.best_of_all, "counts that cannot be cut evenly")


def test_many_symbols(rng):
    cases = [plain(some_counts(rng, n)) for n in (40, 150)]
    cases.append({f"s{k}": int(n) for k, n in enumerate(rng.integers(1, 10_000, size=1500))})
    check_best(cases, slow.best, "many symbols")


def test_within_a_bit_of_the_entropy(rng):
    for n in (2, 12, 60):
        freqs = plain(some_counts(rng, n))
        total = sum(freqs.values())
        mean, floor = slow.bits(freqs, code(freqs)) / total, slow.entropy(freqs)
        check(
            floor - 1e-9 <= mean < floor + 1,
            seen=f"{mean:.4f} bits a symbol where the entropy is {floor:.4f}",
            expected="at least the entropy, and less than one bit above it",
        )


def test_equal_counts(rng):
    for n in (2, 8, 32):
        words = code({f"s{k}": 3 for k in range(n)})
        lengths = {len(word) for word in words.values()}
        check_equal(
            sorted(lengths),
            [int(math.log2(n))],
            what=f"the lengths for {n} equally frequent symbols",
        )
    freqs = {f"s{k}": int(n) for k, n in enumerate(rng.integers(1, 4, size=25))}
    right = slow.best(freqs.values())
    check_equal(slow.bits(freqs, code(freqs)), right, what="the total for counts of 1, 2 and 3")


def test_one_symbol_deeper_at_every_step():
    freqs, a, b = {}, 1, 1
    for k in range(40):
        freqs[f"s{k}"] = a
        a, b = b, a + b
    words = code(freqs)
    check_equal(
        slow.bits(freqs, words), slow.best(freqs.values()), what="the total for 1, 1, 2, 3, 5 …"
    )
    check_equal(max(map(len, words.values())), 39, what="the longest word for 1, 1, 2, 3, 5 …")


def test_text_can_be_read_back(rng):
    freqs = plain(some_counts(rng, 12))
    words = code(freqs)
    text = [str(symbol) for symbol in rng.choice(sorted(freqs), size=300)]
    symbol_of = {word: symbol for symbol, word in words.items()}
    read, word = [], ""
    for bit in "".join(words[symbol] for symbol in text):
        word += bit
        if word in symbol_of:
            read.append(symbol_of[word])
            word = ""
    check(
        read == text and word == "",
        seen=f"{len(read)} symbols read from the words of {len(text)}, not the same ones",
        expected="the text that was written",
    )


def test_one_symbol():
    for freqs in ({"x": 1}, {"only": 700}):
        words = code(freqs)
        (word,) = words.values()
        check(
            len(word) == 1,
            seen=f"the word {word!r} for the only symbol",
            expected="one bit",
            cause="empty_code" if word == "" else None,
        )


def test_freqs_is_untouched():
    freqs = dict(BAG)
    huffman(freqs)
    check(
        freqs == BAG and list(freqs) == list(BAG),
        seen=f"freqs is {freqs} afterwards",
        expected=f"{BAG}",
        cause="inputs_changed",
    )
