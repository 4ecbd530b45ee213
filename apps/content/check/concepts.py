"""Concepts: each is taught before it is required, in a module that the reader was sent through."""

from collections.abc import Iterator, Mapping, Sequence

from apps.content.check.findings import Finding, line_of
from apps.content.check.units import Unit, required_modules, units
from apps.content.source import Curriculum


def check(curriculum: Curriculum) -> Iterator[Finding]:
    order = units(curriculum)
    taught: dict[str, list[int]] = {}
    for place, unit in enumerate(order):
        for concept in unit.concepts("teaches"):
            taught.setdefault(concept, []).append(place)
    for place, unit in enumerate(order):
        within = required_modules(curriculum, unit.module)
        for concept in unit.concepts("requires"):
            yield from _missing(order, place, concept, taught, within)


def _missing(
    order: Sequence[Unit],
    place: int,
    concept: str,
    taught: Mapping[str, list[int]],
    within: set[str],
) -> Iterator[Finding]:
    """What is wrong with one concept that the unit at `place` requires."""
    places = taught.get(concept, [])
    before = [order[each] for each in places if each < place]
    if any(unit.module.id in within for unit in before):
        return
    planned = any(u.module.id in within and not u.written for u in order[:place])
    unit = order[place]
    if before:
        text = (
            f"requires {concept!r}, which {before[-1].module.id} teaches; "
            f"{unit.module.id} does not build on that module"
        )
        planned = False
    elif places:
        later = order[places[0]].part.id
        text = f"uses {concept!r} before it is taught, in {later}"
    else:
        text = f"requires {concept!r}, which no unit before it teaches"
    yield Finding(unit.path, _line(unit, concept), text, planned)


def _line(unit: Unit, concept: str) -> int | None:
    """Where the unit says that it requires the concept."""
    source = unit.path.read_text("utf-8")
    start = max(0, source.find("\nrequires"))
    line = line_of(source[start:], f'"{concept}"')
    return line and line + source.count("\n", 0, start)
