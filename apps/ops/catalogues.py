"""Message catalogues in apps/locale, by Babel: no gettext on the machine is needed.

python -m apps.ops.catalogues compile    .po → .mo, part of setting up a checkout
python -m apps.ops.catalogues update     takes the strings of code and templates into the .po files
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages import extract as babel
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "apps" / "locale"
# Django's functions, each with the places of its strings and of its context ("c").
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...]] = {
    "_": (1,),
    "gettext": (1,),
    "gettext_lazy": (1,),
    "gettext_noop": (1,),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# In place of Babel's header, which names people who do not exist and the time of day.
HEADER = """\
msgid ""
msgstr ""
"Language: {locale}\\n"
"Plural-Forms: {plural_forms}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def sources() -> Iterator[tuple[Path, str]]:
    """Every file that may hold strings of the interface, as Python text."""
    for path in sorted((ROOT / "apps").rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, path.read_text()
    for path in sorted((ROOT / "templates").rglob("*.html")) + sorted(
        (ROOT / "templates").rglob("*.txt")
    ):
        yield path, as_python(path.read_text(), path)


def as_python(template: str, path: Path | None = None) -> str:
    """The translation tags of a template as calls, without the indents Python would object to."""
    lines = templatize(template, origin=str(path or "")).split("\n")
    return "\n".join(line.strip() for line in lines)


def extract() -> Catalog:
    """A catalogue of every string the code and the templates mark."""
    found = Catalog(charset="utf-8")
    for path, text in sources():
        add_strings(found, text, path.relative_to(ROOT).as_posix())
    return found


def add_strings(catalogue: Catalog, text: str, path: str) -> None:
    code = BytesIO(text.encode())
    strings = babel.extract("python", code, KEYWORDS, ["Translators:"], {"encoding": "utf-8"})
    for line, id, comments, context in strings:
        catalogue.add(id, locations=[(path, line)], auto_comments=comments, context=context)


def catalogues() -> list[Path]:
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], charset="utf-8")


def updated(path: Path, template: Catalog) -> Catalog:
    """The catalogue at `path` with the strings of `template`: new ones empty, others gone."""
    catalogue = read(path)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """The file, sorted and without line numbers, so that it changes only where a string does."""
    out = BytesIO()
    write_po(out, catalogue, omit_header=True, sort_output=True, no_location=True, width=100)
    facts = {"locale": catalogue.locale, "plural_forms": catalogue.plural_forms}
    header = f"{catalogue.header_comment}\n{HEADER.format(**facts)}"
    return header.encode() + out.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def missing(catalogue: Catalog) -> list[str]:
    """Strings without a translation, or with one that nobody has confirmed."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and (message.fuzzy or not _translated(message.string))
    ]


def _translated(string: str | tuple[str, ...] | list[str] | None) -> bool:
    """Whether every plural form has words."""
    return all([string] if isinstance(string, str) else string or [""])


def update() -> None:
    template = extract()
    for path in catalogues():
        catalogue = updated(path, template)
        path.write_bytes(as_po(catalogue))
        words = f"{len(catalogue)} strings, {len(missing(catalogue))} to translate"
        print(f"{path.relative_to(ROOT)}: {words}")


def compile_all() -> None:
    for path in catalogues():
        path.with_suffix(".mo").write_bytes(as_mo(read(path)))


if __name__ == "__main__":
    {"compile": compile_all, "update": update}[sys.argv[1]]()
