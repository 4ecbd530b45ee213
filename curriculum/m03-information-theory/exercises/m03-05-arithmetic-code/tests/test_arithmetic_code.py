"""ac_encode and ac_decode, in the order of the tasks."""

import numpy as np
import slow
from evidence import check, not_started
from solution import ac_decode, ac_encode


def encoded(symbols, counts, gain):
    """The bytes that the solution makes of a text."""
    data = ac_encode(list(symbols), list(counts), gain)
    if data is None:
        not_started()
    bits = isinstance(data, str) and set(data) <= {"0", "1"}
    check(
        isinstance(data, bytes),
        seen=f"a value of type {type(data).__name__}",
        expected="bytes",
        cause="text_of_bits" if bits else None,
    )
    return data


def decoded(data, n, counts, gain):
    symbols = ac_decode(data, n, list(counts), gain)
    if symbols is None:
        not_started()
    check(
        isinstance(symbols, list) and all(isinstance(symbol, int) for symbol in symbols),
        seen=f"a value of type {type(symbols).__name__}",
        expected="a list of whole numbers",
    )
    return symbols


def first_difference(found, symbols):
    """Where the two begin to differ, or None."""
    if found == symbols:
        return None
    same = (a == b for a, b in zip(found, symbols, strict=False))
    return next((at for at, equal in enumerate(same) if not equal), min(len(found), len(symbols)))


def check_round_trip(symbols, counts, gain):
    """What comes back is what went in."""
    data = encoded(symbols, counts, gain)
    found = decoded(data, len(symbols), counts, gain)
    at = first_difference(found, symbols)
    if at is None:
        return
    bits = slow.surprises(symbols, counts, gain)
    check(
        False,
        seen=f"{at} of {len(symbols)} symbols, then {found[at : at + 3]} in place of "
        f"{symbols[at : at + 3]}, with counts {counts} and gain {gain}",
        expected="the text that was encoded",
        cause=cause_of_loss(symbols, counts, gain, data, found),
        facts={"at": at, "n": len(symbols), "used": sum(bits)},
    )


def cause_of_loss(symbols, counts, gain, data, found):
    """Why a text does not come back: a message, or None when nothing proves one."""
    right = slow.interval(symbols, counts, gain)
    if slow.lies_in(data, right):
        return cause_in_decoder(symbols, counts, gain, data, found)
    wrong = {
        "next_symbol": slow.interval(symbols, counts, gain, after_own=True),
        "updated_first": slow.interval(symbols, counts, gain, told_first=True),
        "encoder_never_learns": slow.interval(symbols, counts, 0),
    }
    causes = [name for name, ends in wrong.items() if ends != right and slow.lies_in(data, ends)]
    if any(slow.lies_in(bytes(zeros) + data, right) for zeros in (1, 2, 3)):
        causes.append("leading_zeros")
    if slow.lies_in(data + bytes([255] * 4), right):
        causes.append("cut_off")
    if causes:
        return causes[0] if len(causes) == 1 else None
    short = 8 * len(data) < sum(slow.surprises(symbols, counts, gain)) - 1e-6
    return "too_short" if short else None


def cause_in_decoder(symbols, counts, gain, data, found):
    """The bytes are right, and were read wrongly."""
    if found == slow.decoded(data, len(symbols), counts, gain, last_part=True):
        return "border"
    if gain and found == slow.decoded(data, len(symbols), counts, 0):
        return "decoder_never_learns"
    return None


def some_text(rng, n, counts):
    return [int(v) for v in rng.choice(len(counts), size=n, p=np.array(counts) / sum(counts))]


def some_counts(rng, V):
    return [int(count) for count in rng.integers(1, 40, size=V)]


def test_bytes_and_a_list():
    data = encoded([0, 1, 1, 0], [3, 2, 4], 0)
    decoded(data, 4, [3, 2, 4], 0)


def test_a_short_text():
    check_round_trip([0, 1, 1, 0], [3, 2, 4], 0)
    check_round_trip([0, 0, 0, 0, 0, 0, 0], [9, 2], 0)
    check_round_trip([0, 0, 1, 1], [1, 40], 0)


def test_short_texts(rng):
    for V in rng.integers(2, 7, size=60):
        counts = some_counts(rng, V)
        check_round_trip(some_text(rng, int(rng.integers(1, 11)), counts), counts, 0)


def test_every_text_of_three():
    for index in range(4**3):
        check_round_trip([index // 16, index // 4 % 4, index % 4], [4, 2, 1, 1], 0)


def test_a_model_that_learns(rng):
    for gain in (3, 1, 20):
        for V in (3, 5, 9):
            check_round_trip(some_text(rng, 9, some_counts(rng, V)), [1] * V, gain)


def test_long_texts(rng):
    cases = []
    for parts, n in (([40, 3], 2000), ([4, 2, 1, 1], 700), (some_counts(rng, 30), 300)):
        model, symbols = ([1] * len(parts), 1), some_text(rng, n, parts)
        at = first_difference(decoded(encoded(symbols, *model), n, *model), symbols)
        bits = slow.surprises(symbols, *model)
        cases.append((symbols, model, at, 0.0 if at is None else sum(bits[:at])))
    floats = all(at is not None and 35 < used < 80 for _, _, at, used in cases)
    for symbols, model, at, used in cases:
        check(
            not floats,
            seen=f"{at} of {len(symbols)} symbols come back, and the rest is noise",
            expected="the text that was encoded",
            cause="float_underflow",
            facts={"at": at, "used": used},
        )
        check_round_trip(symbols, *model)


def test_size(rng):
    cases = [
        (some_text(rng, 2000, [49, 1]), [49, 1], 0),
        (some_text(rng, 1000, [40, 2, 1, 1]), [1] * 4, 1),
        (some_text(rng, 600, some_counts(rng, 30)), [1] * 30, 4),
        (some_text(rng, 300, [30000, 35000, 500]), [30000, 35000, 500], 0),
    ]
    for symbols, counts, gain in cases:
        n, data = len(symbols), encoded(symbols, counts, gain)
        size, ideal = len(data), sum(slow.surprises(symbols, counts, gain))
        check(
            ideal / 8 - 8 <= size <= ideal / 8 + 8,
            seen=f"{size} bytes for {n} symbols of {ideal:.1f} bits in all",
            expected=f"at most {int(ideal / 8 + 8)} bytes, and hardly fewer than {int(ideal / 8)}",
            cause=cause_of_size(symbols, counts, gain, data, ideal),
            facts={"each": 8 * size / n, "ideal": ideal / n, "used": ideal, "n": n},
        )


def cause_of_size(symbols, counts, gain, data, ideal):
    n, size = len(symbols), len(data)
    comes_back = decoded(data, n, counts, gain) == symbols
    if size < ideal / 8 - 8 and comes_back:
        return "too_short"
    if slow.lies_in(data, slow.interval(symbols, counts, gain, told_first=True)):
        return "updated_first"
    if slow.lies_in(data, slow.interval(symbols, counts, 0)):
        return "never_learns" if comes_back else "encoder_never_learns"
    if size >= n:
        return "raw_bytes"
    return "whole_bits" if 8 * size >= n > ideal else None


def test_gain_is_what_is_gained(rng):
    """A text of one symbol, over and over: the larger the gain, the sooner it is expected."""
    for gain in (0, 1, 50):
        symbols, counts = [1] * 200, [1, 1, 1, 1]
        data = encoded(symbols, counts, gain)
        size, ideal = len(data), sum(slow.surprises(symbols, counts, gain))
        one = slow.lies_in(data, slow.interval(symbols, counts, 1)) and gain != 1
        one = one and decoded(data, 200, counts, gain) == symbols
        check(
            ideal / 8 - 2 <= size <= ideal / 8 + 8,
            seen=f"{size} bytes for a text of {ideal:.1f} bits, with a gain of {gain}",
            expected=f"{int(ideal / 8)} to {int(ideal / 8 + 8)} bytes",
            cause="gains_one" if one else None,
        )


def test_several_texts_at_once(rng):
    texts = [some_text(rng, 30, [3, 5, 2]) for _ in range(4)]
    files = [encoded(text, [1] * 3, 1) for text in texts]
    for text, data in reversed(list(zip(texts, files, strict=True))):
        found = decoded(data, len(text), [1] * 3, 1)
        check(found == text, seen="another text", expected="the text that was encoded")


def test_symbols_that_cannot_come(rng):
    for counts in ([0, 3, 0, 0, 5, 0], [2, 0, 0, 1], [0, 7, 1], [0, 1, 0]):
        for n in (1, 4, 25):
            check_round_trip(some_text(rng, n, counts), counts, 0)
            check_round_trip(some_text(rng, n, counts), counts, 2)


def test_empty_text():
    data = encoded([], [1, 1], 1)
    check(len(data) <= 8, seen=f"{len(data)} bytes for no symbol", expected="at most 8 bytes")
    found = decoded(data, 0, [1, 1], 1)
    check(found == [], seen=f"{len(found)} symbols from an empty text", expected="none")


def test_lists_are_untouched(rng):
    symbols, counts = some_text(rng, 20, [3, 5, 2]), [3, 5, 2]
    mine, parts = list(symbols), list(counts)
    data = ac_encode(mine, parts, 2)
    if data is None:
        not_started()
    kept = list(parts)
    ac_decode(data, len(symbols), parts, 2)
    for name, found, right in (
        ("symbols", mine, symbols),
        ("counts of ac_encode", kept, counts),
        ("counts of ac_decode", parts, counts),
    ):
        check(
            found == right,
            seen=f"{name}: {found} afterwards",
            expected=f"{right}",
            cause="inputs_changed",
        )
