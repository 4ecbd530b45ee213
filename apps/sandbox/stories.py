"""Stories from a small grammar, with the exact bits in each. Tests import it as `stories`.

    text, bits = write(300_000, seed=1)
    bits / len(text)          # information in this text, in bits a character
    bits_per_character()      # the same for stories at large: no model does better on average

A story is drawn by choices of known probability, and no text can be drawn in two ways. So its
information is the sum over its choices: the floor under every model that is trained on stories.
What is drawn early comes back late (a name and its pronoun, an animal and its cry, the thing that
was lost, the place that was named), so memory pays.

The file stands alone (Python only). The texts are in the public domain (CC0 1.0).
"""

import math
import random
import re
from collections.abc import Iterator, Mapping

Row = Mapping[str, str]
Part = str | re.Match[str]


def _rows(columns: str, text: str) -> list[Row]:
    keys = columns.split()
    return [
        dict(zip(keys, line.strip().split(", "), strict=True)) for line in text.strip().splitlines()
    ]


def _words(text: str) -> list[Row]:
    return [{"word": word} for word in text.split(", ")]


TABLES: dict[str, list[Row]] = {
    "person": [
        {"word": name, "she": she, "She": she.title(), "her": her}
        for names, she, her in (
            ("Anna Clara Edith Greta Ida Karin Mira Olga", "she", "her"),
            ("Ben David Felix Hugo Jonas Leo Noah Viktor", "he", "his"),
        )
        for name in names.split()
    ],
    "trade": _rows(
        "word worked",
        """
        baker, kneaded the dough
        weaver, sat at the loom
        fisher, mended the nets
        miller, ground the wheat
        potter, turned the wheel
        tailor, threaded the needle
        joiner, planed the boards
        gardener, watered the beans
        """,
    ),
    "animal": _rows(
        "word cried",
        """
        dog, barked
        cat, purred
        goat, bleated
        crow, cawed
        hen, clucked
        pig, grunted
        duck, quacked
        frog, croaked
        """,
    ),
    "colour": _words("black, white, brown, grey"),
    "thing": _words(
        "key, ring, lamp, hat, book, bell, shoe, drum, "
        "kite, coin, map, comb, rope, cup, pipe, spoon"
    ),
    "place": _words(
        "under the bridge, by the well, in the barn, behind the mill, "
        "on the hill, near the oak, at the market, along the river"
    ),
    "time": _words("One morning, One evening, One winter, Last summer"),
    "how": _words("slowly, quickly, in vain, once more"),
    "other": _words("shepherd, captain, teacher, doctor, hunter, nurse, judge, piper"),
}

# Each rule is a list of (probability, template). In a template `[rule]` stands for one of that
# rule's alternatives; `{name:table}` draws a row of a table, all equally likely, and writes its
# word; `{name}` and `{name.column}` write from the row last drawn under that name.
RULES: dict[str, list[tuple[float, str]]] = {
    "story": [(1.0, "[who]. {time:time} [loss]. [search][more][end]. [work].\n")],
    "who": [
        (0.5, "{who:person} the {trade:trade} had a {colour:colour} {animal:animal}"),
        (
            0.5,
            "There was a {trade:trade} called {who:person}, "
            "whose {animal:animal} was {colour:colour}",
        ),
    ],
    "loss": [
        (0.5, "{who.she} lost {who.her} {thing:thing} {where:place}"),
        (0.5, "{who.her} {thing:thing} was stolen {where:place}"),
    ],
    "more": [
        (0.2, ""),
        (0.3, "[search]"),
        (0.3, "[search][search]"),
        (0.2, "[search][search][search]"),
    ],
    "search": [
        (0.3, "{who.She} looked {how:how} {where:place}, but no {thing} was there. "),
        (0.2, "The {animal} {animal.cried} and ran {how:how} {where:place}. "),
        (0.2, "Nobody had seen the {thing} {where:place}. "),
        (
            0.3,
            '"Where is my {thing}?" {who} asked the {other:other}. '
            '"Look {where:place}," said the {other}, so {who.she} went {where}. ',
        ),
    ],
    "end": [
        (0.6, "At last {who.she} saw the {thing} {where:place}, and the {animal} {animal.cried}"),
        (0.4, "It was the {animal} that found the {thing} {where:place}"),
    ],
    "work": [
        (0.5, "Then {who} went home and {trade.worked}"),
        (0.5, "The next day {who} {trade.worked} again"),
    ],
}

_REFERENCE = re.compile(
    r"\[(?P<rule>\w+)\]|\{(?P<name>\w+)(?::(?P<table>\w+))?(?:\.(?P<column>\w+))?\}"
)


def _split(template: str) -> list[Part]:
    """Literal text and references, in order."""
    parts: list[Part] = []
    end = 0
    for match in _REFERENCE.finditer(template):
        parts += [template[end : match.start()], match]
        end = match.end()
    return [part for part in [*parts, template[end:]] if part]


_RULES = {
    rule: [(probability, _split(template)) for probability, template in alternatives]
    for rule, alternatives in RULES.items()
}
_TABLE_OF = {
    part["name"]: part["table"]
    for alternatives in _RULES.values()
    for _, parts in alternatives
    for part in parts
    if isinstance(part, re.Match) and part["table"]
}


def write(characters: int, seed: int) -> tuple[str, float]:
    """Whole stories, a line each, of at least `characters` in all; and the bits in them."""
    rng = random.Random(seed)
    stories: list[str] = []
    size, bits = 0, 0.0
    while size < characters:
        story, information = _draw("story", {}, rng)
        stories.append(story)
        size += len(story)
        bits += information
    return "".join(stories), bits


def _draw(rule: str, drawn: dict[str, Row], rng: random.Random) -> tuple[str, float]:
    ((probability, parts),) = rng.choices(_RULES[rule], [p for p, _ in _RULES[rule]])
    text, bits = [], -math.log2(probability)
    for part in parts:
        if isinstance(part, str):
            text.append(part)
        elif part["rule"]:
            inner, information = _draw(part["rule"], drawn, rng)
            text.append(inner)
            bits += information
        else:
            if part["table"]:
                drawn[part["name"]] = rng.choice(TABLES[part["table"]])
                bits += math.log2(len(TABLES[part["table"]]))
            text.append(drawn[part["name"]][part["column"] or "word"])
    return "".join(text), bits


def bits_per_character() -> float:
    """Entropy of stories: their expected bits by their expected length."""
    bits, characters = _expected("story")
    return bits / characters


def _expected(rule: str) -> tuple[float, float]:
    """Bits and characters of a rule on average.

    Expectations add up, and a name's row is uniform over its table wherever it is written.
    """
    bits = characters = 0.0
    for probability, parts in _RULES[rule]:
        inner_bits, inner_characters = -math.log2(probability), 0.0
        for part in parts:
            if isinstance(part, str):
                inner_characters += len(part)
            elif part["rule"]:
                more_bits, more_characters = _expected(part["rule"])
                inner_bits += more_bits
                inner_characters += more_characters
            else:
                table = TABLES[_TABLE_OF[part["name"]]]
                written = sum(len(row[part["column"] or "word"]) for row in table)
                inner_characters += written / len(table)
                inner_bits += math.log2(len(table)) if part["table"] else 0.0
        bits += probability * inner_bits
        characters += probability * inner_characters
    return bits, characters


def bits_of(story: str) -> float:
    """-log2 of the probability that exactly this story is written; inf where it cannot be."""
    readings = [bits for end, _, bits in _read("story", story, 0, {}) if end == len(story)]
    return -math.log2(sum(2.0**-bits for bits in readings)) if readings else math.inf


Reading = tuple[int, Mapping[str, Row], float]


def _read(rule: str, text: str, start: int, drawn: Mapping[str, Row]) -> Iterator[Reading]:
    """Each way to read a rule at `start`: where it ends, what it has drawn, its bits."""
    for probability, parts in _RULES[rule]:
        yield from _read_parts(parts, text, (start, drawn, -math.log2(probability)))


def _read_parts(parts: list[Part], text: str, so_far: Reading) -> Iterator[Reading]:
    if not parts:
        yield so_far
        return
    for reading in _read_part(parts[0], text, so_far):
        yield from _read_parts(parts[1:], text, reading)


def _read_part(part: Part, text: str, so_far: Reading) -> Iterator[Reading]:
    start, drawn, bits = so_far
    if isinstance(part, re.Match) and part["rule"]:
        for end, inner, more in _read(part["rule"], text, start, drawn):
            yield end, inner, bits + more
        return
    for word, now_drawn, more in _words_for(part, drawn):
        if text.startswith(word, start):
            yield start + len(word), now_drawn, bits + more


def _words_for(
    part: Part, drawn: Mapping[str, Row]
) -> Iterator[tuple[str, Mapping[str, Row], float]]:
    """What may stand here, what would then be drawn, and the bits of that."""
    if isinstance(part, str):
        yield part, drawn, 0.0
        return
    name, column = part["name"], part["column"] or "word"
    if not part["table"]:
        yield drawn[name][column], drawn, 0.0
        return
    table = TABLES[part["table"]]
    for row in table:
        yield row[column], {**drawn, name: row}, math.log2(len(table))
