"""What learners' programs and forms send, as PostgreSQL can hold it."""

import math

import pytest

from apps.lib.storable import storable


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("a\x00b", "a\ufffdb"),
        ("\ud800x\udfff", "\ufffdx\ufffd"),
        ("\U0001f600 \u2028\ufffe", "\U0001f600 \u2028\ufffe"),
        (math.nan, None),
        (-math.inf, None),
        (1.5, 1.5),
        (True, True),
        (None, None),
        ({"a\x00": [("\x00", math.inf)]}, {"a\ufffd": [["\ufffd", None]]}),
    ],
)
def test_only_what_json_there_refuses_is_replaced(sent, stored):
    assert storable(sent) == stored


def test_the_value_itself_is_left_as_it_was():
    sent = {"a": ["\x00"]}
    storable(sent)
    assert sent == {"a": ["\x00"]}
