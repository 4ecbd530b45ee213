"""bpe_encode and bpe_decode, in the order of the tasks."""

import slow
from evidence import check, check_equal, not_started
from solution import bpe_decode, bpe_encode

HER = [(b"e", b"r"), (b"h", b"er"), (b"her", b"e"), (b"t", b"h"), (b"th", b"e")]


def encoded(text, merges):
    """What the solution gives, once it is known to be a list of whole numbers."""
    found = bpe_encode(text, list(merges))
    if found is None:
        not_started()
    pieces = slow.spelling(merges)
    spelled = [pieces[number] for number in slow.encode(text, merges)]
    check(
        isinstance(found, list) and all(isinstance(number, int) for number in found),
        seen=f"{type(found).__name__} with {found[0]!r}" if found else type(found).__name__,
        expected="a list of numbers",
        cause="tokens_back" if found == spelled else None,
    )
    return found


def mistakes(text, merges):
    """What other ways of cutting give, by the message that names them."""
    right = slow.encode(text, merges)
    ways = {
        "longest_match": slow.longest_match(text, merges),
        "leftmost": slow.leftmost(text, merges),
        "last_first": slow.last_first(text, merges),
        "one_pass": slow.one_pass(text, merges),
        "one_place_each": each_merge_once(text, merges),
        "one_short": [number - (number > 255) for number in right],
        "code_points": [ord(character) for character in text],
        "splits_words": slow.encode("".join(text.split()), merges),
    }
    return {name: way for name, way in ways.items() if way != right}


def check_encoded(text, merges, what):
    right, found = slow.encode(text, merges), encoded(text, merges)
    pieces = slow.spelling(merges)
    causes = mistakes(text, merges)
    known = all(number in pieces for number in found)
    spelled = b"".join(pieces[number] for number in found) if known else b""
    if len(spelled) > len(text.encode("utf-8")):
        causes["overlapping"] = found
    check_equal(found, right, what=what, causes=causes)


def each_merge_once(text, merges):
    """Each merge in its order, at the first place where it fits."""
    row = [bytes([byte]) for byte in text.encode("utf-8")]
    numbers = {token: number for number, token in slow.spelling(merges).items()}
    for pair in merges:
        places = [at for at in range(len(row) - 1) if tuple(row[at : at + 2]) == pair]
        if places:
            row[places[0] : places[0] + 2] = [pair[0] + pair[1]]
    return [numbers[piece] for piece in row]


def some_text(rng, size, letters="abc"):
    return "".join(letters[k] for k in rng.integers(0, len(letters), size=size))


def any_text(rng, size):
    """Characters of all lengths in UTF-8; no surrogates, which are none."""
    tops = (0x80, 0x800, 0xD800, 0x110000)
    starts = (0, 0x80, 0x800, 0x10000)
    kinds = rng.integers(0, 4, size=size)
    return "".join(chr(int(rng.integers(starts[k], tops[k]))) for k in kinds)


def test_without_merges():
    for text in ("a cat", "déjà vu", "日本 🙂", ""):
        check_encoded(text, [], f"bpe_encode({text!r}, [])")


def test_merges_by_hand():
    for text in ("there", "her", "the ether", "hers and here"):
        check_encoded(text, HER, f"bpe_encode({text!r}, …)")


def test_ranks_decide():
    merges = [(b"c", b"c"), (b"b", b"b"), (b"c", b"b"), (b"cc", b"bb"), (b"cc", b"b")]
    check_encoded("bcbbccbb", merges, "bpe_encode('bcbbccbb', …) with b b before c b")
    merges = [(b"b", b"c"), (b"a", b"b"), (b"ab", b"d"), (b"bc", b"d"), (b"a", b"bc")]
    for text in ("abcd", "abd", "abcabd", "babc"):
        check_encoded(text, merges, f"bpe_encode({text!r}, …) with b c before a b")
    merges = [(b"x", b"y"), (b"y", b"z"), (b"z", b"w"), (b"yz", b"w"), (b"xy", b"zw")]
    for text in ("yzw", "xyzw", "wyzwx", "zwyzxyz"):
        check_encoded(text, merges, f"bpe_encode({text!r}, …) with y z before z w")


def test_merges_of_merges():
    merges = [(b"a", b"b"), (b"ab", b"c"), (b"abc", b"d"), (b"abcd", b"abcd")]
    for text in ("abcd", "abcdabcd", "xabcdabcdabx", "ababab"):
        check_encoded(text, merges, f"bpe_encode({text!r}, …) with merges of merges")


def test_runs():
    merges = [(b"a", b"a"), (b"aa", b"aa"), (b"aaaa", b"a")]
    for text in ("aaa", "aaaaa", "aaaaaaa", "baaab"):
        check_encoded(text, merges, f"bpe_encode({text!r}, …)")


def test_random_texts(rng):
    for letters, n in (("ab", 6), ("abcd", 15), ("abcdefgh", 40)):
        codes = [ord(letter) for letter in letters]
        merges = slow.learned(rng, codes, 40, n)
        for size in (7, 60):
            text = some_text(rng, size, letters)
            check_encoded(text, merges, f"bpe_encode of {size} letters with {len(merges)} merges")
    text = some_text(rng, 2500, letters)
    check_encoded(text, merges, "bpe_encode of 2,500 letters")


def decoded(ids, merges, what):
    try:
        found = bpe_decode(list(ids), list(merges))
    except UnicodeDecodeError as error:
        check(False, seen=str(error), expected="a text", cause="strict", what=what)
    if found is None:
        not_started()
    return found


def check_decoded(ids, merges, what):
    pieces = slow.spelling(merges)
    data = b"".join(pieces[number] for number in ids)
    right = data.decode("utf-8", "replace")
    ways = {
        "decode_each_token": "".join(pieces[n].decode("utf-8", "replace") for n in ids),
        "latin_1": data.decode("latin-1"),
        "drops_bad": data.decode("utf-8", "ignore"),
    }
    causes = {name: way for name, way in ways.items() if way != right}
    check_equal(decoded(ids, merges, what), right, what=what, causes=causes)


def test_decode_by_hand():
    for ids in ([116, 258], [260, 32, 257], [104, 105], []):
        check_decoded(ids, HER, f"bpe_decode({ids}, …)")


def test_pieces_of_characters():
    smile = "🙂".encode()
    merges = [(smile[:1], smile[1:2]), (b"n", smile[:2]), (b"\xc3", b"\xa9")]
    for text in ("🙂", "n🙂n🙂", "né, né", "日🙂"):
        ids = slow.encode(text, merges)
        check_decoded(ids, merges, f"bpe_decode of the {len(ids)} tokens of {text!r}")


def test_bytes_that_are_no_text():
    for ids in ([104, 195], [195, 104], [240, 159, 32], [255, 254], [258, 169]):
        check_decoded(ids, HER, f"bpe_decode({ids}, …)")


def test_round_trip(rng):
    for size in (1, 12, 200):
        text = any_text(rng, size)
        merges = slow.learned(rng, list(text.encode("utf-8")), 12, 20)
        ids = encoded(text, merges)
        found = decoded(ids, merges, "bpe_decode of what was encoded")
        check_equal(found, text, what=f"{size} characters, encoded and decoded")


def test_merges_are_untouched():
    merges, ids = list(HER), [116, 258, 32]
    bpe_encode("there are others", merges)
    bpe_decode(ids, merges)
    check(
        merges == HER, seen=merges, expected=HER, cause="inputs_changed", facts={"name": "merges"}
    )
    same = ids == [116, 258, 32]
    check(same, seen=ids, expected=[116, 258, 32], cause="inputs_changed", facts={"name": "ids"})
