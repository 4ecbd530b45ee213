"""Values as PostgreSQL's JSON can hold them: learners' programs and forms send others."""

import math
import re
from typing import Any

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # NUL, and halves of surrogate pairs


def storable(value: Any) -> Any:
    """A copy with U+FFFD for each character, and None for each number, that JSON there refuses."""
    if isinstance(value, str):
        return UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {storable(key): storable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [storable(each) for each in value]
    return value
