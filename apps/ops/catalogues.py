"""Message catalogues in apps/locale, by Babel: no gettext on the machine is needed.

python -m apps.ops.catalogues compile    .po → .mo, part of setting up a checkout
python -m apps.ops.catalogues update     takes the strings of code and templates into the .po files
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "apps" / "locale"
# What each function's arguments are: see babel.messages.extract.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
}


def sources() -> Iterator[tuple[Path, str]]:
    """Every file that may hold strings of the interface, as Python text."""
    for path in sorted((ROOT / "apps").rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, path.read_text()
    for path in sorted((ROOT / "templates").rglob("*.html")) + sorted(
        (ROOT / "templates").rglob("*.txt")
    ):
        lines = templatize(path.read_text(), origin=str(path)).split("\n")
        yield path, "\n".join(line.strip() for line in lines)  # so that no indent is unexpected


def extract() -> Catalog:
    """A catalogue of every string the code and the templates mark."""
    found = Catalog(charset="utf-8")
    for path, text in sources():
        for line, function, arguments, comments in extract_python(
            BytesIO(text.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"}
        ):
            message = _message(function, arguments)
            if message:
                place = [(path.relative_to(ROOT).as_posix(), line)]
                found.add(message[0], locations=place, auto_comments=comments, context=message[1])
    return found


Id = str | tuple[str, str]


def _message(function: str, arguments: object) -> tuple[Id, str | None] | None:
    words = arguments if isinstance(arguments, tuple) else (arguments,)
    if not words or not all(isinstance(word, str) or word is None for word in words):
        return None
    if function.startswith("ngettext"):
        return ((words[0], words[1]), None) if words[0] and words[1] else None
    if function == "pgettext":
        return (words[1], words[0]) if words[1] else None
    return (words[0], None) if words[0] else None


def catalogues() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], charset="utf-8")


def update() -> None:
    template = extract()
    for path in catalogues():
        catalogue = read(path)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        out = BytesIO()
        write_po(out, catalogue, omit_header=False, sort_output=True, no_location=True, width=100)
        path.write_bytes(out.getvalue())
        missing = [message.id for message in catalogue if message.id and not message.string]
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} strings, {len(missing)} to translate")


def compile_all() -> None:
    for path in catalogues():
        out = BytesIO()
        write_mo(out, read(path))
        path.with_suffix(".mo").write_bytes(out.getvalue())


if __name__ == "__main__":
    {"compile": compile_all, "update": update}[sys.argv[1]]()
