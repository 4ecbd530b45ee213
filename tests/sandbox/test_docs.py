"""docs/security.md counts what is there."""

import re
from pathlib import Path

HERE = Path(__file__).parent
TEXT = (HERE.parents[1] / "docs" / "security.md").read_text("utf-8")


def test_the_counts_are_true() -> None:
    for folder in ("attacks", "forgeries"):
        line = next(line for line in TEXT.splitlines() if f"tests/sandbox/{folder}/" in line)
        count = len(list((HERE / folder).glob("*.py")))
        assert re.search(rf"\b{count} (of them|programs)", line), (folder, count)


def test_every_file_it_names_exists() -> None:
    root = HERE.parents[1]
    names = set(re.findall(r"`([\w/]+\.py|[\w/]+/)`", TEXT))
    places = (root, root / "apps" / "sandbox", HERE)
    assert [name for name in names if not any((at / name).exists() for at in places)] == []
