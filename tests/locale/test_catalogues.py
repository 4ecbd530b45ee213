"""The catalogues of the interface: complete, true to their sources, and compiled."""

import re
from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import allauth
import django
import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po
from django.conf import settings

from apps.ops.catalogues import (
    ROOT,
    add_strings,
    as_mo,
    as_po,
    as_python,
    catalogues,
    extract,
    missing,
    read,
    updated,
)

PLACEHOLDER = re.compile(r"%\(\w+\)\w|%[%d]|\{\w*\}")
TAG = re.compile(r"<[^>]*>")
HAN = "[\u3400-\u9fff]"
# A space beside Han, which the style sheet sets, or punctuation of the wrong width after it.
NOT_CHINESE = re.compile(rf"{HAN} [\w%(]|[\w)] {HAN}|{HAN}[,.;:?!()]|\.\.\.")


@pytest.fixture(params=catalogues(), ids=lambda path: path.parts[-3])
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def translations(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """(source, translation) of every form; many forms of a language share our plural."""
    for message in catalogue:
        if message.id:
            sources = [message.id] if isinstance(message.id, str) else list(message.id)
            forms = [message.string] if isinstance(message.string, str) else message.string or ()
            yield from ((sources[-1], form) for form in forms)


def test_there_are_catalogues() -> None:
    assert [path.parts[-3] for path in catalogues()] == ["zh_Hans"]


def test_every_string_of_the_code_is_there_and_no_other(path: Path) -> None:
    """`python -m apps.ops.catalogues update`, then translate what is new."""
    held = as_po(updated(path, extract())).decode()
    assert held == path.read_text()


def test_nothing_waits_for_its_translation(path: Path) -> None:
    assert missing(read(path)) == []


def test_translations_keep_placeholders_and_tags(path: Path) -> None:
    for source, translation in translations(read(path)):
        for pattern in (PLACEHOLDER, TAG):
            kept = sorted(pattern.findall(translation))
            assert kept == sorted(pattern.findall(source)), translation


def test_chinese_is_set_as_chinese() -> None:
    wrong = [
        translation
        for _, translation in translations(read(catalogues()[0]))
        if NOT_CHINESE.search(PLACEHOLDER.sub("x", TAG.sub("", translation)))
    ]
    assert wrong == []


def test_the_header_names_nobody_and_no_time_of_day(path: Path) -> None:
    header = path.read_text().split("\n\n")[0]
    assert not re.search(r"@|Date|Translator:|\d{4}-\d\d", header)
    assert f'"Language: {path.parts[-3]}\\n"' in header


def said(catalogue: Catalog, compiled: GNUTranslations) -> list[tuple[str, str]]:
    """(translation, what the compiled catalogue answers) for each string."""
    pairs = []
    for message in catalogue:
        if not message.id:
            continue
        if isinstance(message.id, str):
            pairs.append((str(message.string), compiled.gettext(message.id)))
        else:
            singular, plural = message.id
            answers = [compiled.ngettext(singular, plural, n) for n in (1, 7)]
            pairs += [((message.string or ())[-1], answer) for answer in answers]
    return pairs


def test_compiled_it_says_the_same(path: Path) -> None:
    catalogue = read(path)
    pairs = said(catalogue, GNUTranslations(BytesIO(as_mo(catalogue))))
    assert len(pairs) > 250
    assert [pair for pair in pairs if pair[0] != pair[1]] == []


def test_what_runs_is_compiled_from_what_is_written(path: Path) -> None:
    """`python -m apps.ops.catalogues compile`, which `make run` and `make test` do."""
    with path.with_suffix(".mo").open("rb") as file:
        pairs = said(read(path), GNUTranslations(file))
    assert [pair for pair in pairs if pair[0] != pair[1]] == []


TEMPLATE = """\
{% load i18n %}
  {% translate "plain 'q' 100%" %}{% translate 'with "quotes"' context "ctx" %} {{ _("constant") }}
  {% translate "named" as x %} {{ v|default:_("argument") }} {% trans "old" noop %}
  <p class="it's">{% blocktranslate count n=items|length trimmed %}
      one {{ n }} thing
  {% plural %}
      many {{ n }} things
  {% endblocktranslate %}</p>
  {% blocktranslate with a=b|date:"j" context "c2" count n=3 %}one {{ a }}{% plural %}two {{ a }}{% endblocktranslate %}
  {% blocktranslate %}not
     trimmed 50%{% endblocktranslate %}
  {% blocktrans trimmed context 'c3' %}
    with <a href="{{ u }}">link</a>
  {% endblocktrans %}
  {% include "x.html" with label=_("included") %}{% if a == _("compared") %}{% endif %}
  {% comment %}don't {% translate "commented" %}{% endcomment %}
"""  # noqa: E501
CODE = '''
a = _(
    "one "
    "two "
    'three'
)
b = ngettext("s", "p", n), ngettext_lazy("s %(n)s", "p %(n)s", "n")
c = pgettext_lazy("c4", "d"), npgettext("c5", "s", "p", 2)
d = _(variable), _(f"no {x}"), gettext_noop("noop"), [self._("method") % {"a": 1}]
e = _("""triple
quoted""")
'''


def test_every_way_to_mark_a_string_is_known() -> None:
    """As Django's makemessages finds them, but for the f-string, which no catalogue can serve."""
    found = Catalog()
    add_strings(found, as_python(TEMPLATE), "x.html")
    add_strings(found, CODE, "x.py")
    assert [(message.context, message.id) for message in found if message.id] == [
        (None, "plain 'q' 100%%"),
        ("ctx", 'with "quotes"'),
        (None, "constant"),
        (None, "named"),
        (None, "argument"),
        (None, "old"),
        (None, ("one %(n)s thing", "many %(n)s things")),
        ("c2", ("one %(a)s", "two %(a)s")),
        (None, "not\n     trimmed 50%%"),
        ("c3", 'with <a href="%(u)s">link</a>'),
        (None, "included"),
        (None, "compared"),
        (None, "one two three"),
        (None, ("s", "p")),
        (None, ("s %(n)s", "p %(n)s")),
        ("c4", "d"),
        ("c5", ("s", "p")),
        (None, "noop"),
        (None, "method"),
        (None, "triple\nquoted"),
    ]


def test_catalogues_stand_where_django_looks() -> None:
    assert [str(path) for path in settings.LOCALE_PATHS] == [str(ROOT / "apps" / "locale")]


def ids(catalogue: Catalog) -> set[str]:
    found = (message.id for message in catalogue if message.id)
    return {id if isinstance(id, str) else id[0] for id in found}


def test_what_is_said_for_a_library_is_what_it_asks_for() -> None:
    """A new version may word it otherwise; then ours would never be shown."""
    asked: set[str] = set()
    for library in (django, allauth):
        for path in Path(library.__path__[0]).rglob("locale/en/LC_MESSAGES/django.po"):
            with path.open("rb") as file:
                asked |= ids(read_po(file))
    ours = Catalog()
    add_strings(ours, (ROOT / "apps" / "locale" / "libraries.py").read_text(), "libraries.py")
    assert ids(ours) - asked == set()
