"""Subset the text face to what the pages use: `python static/fonts.py FOLDER-OF-TTF OUT`.

The ready-made subsets on the registry have lost old-style figures and real small capitals,
so we cut our own from the variable fonts of Adobe's package `source-serif`.
The output depends on the input alone: a second run writes the same bytes.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

AXES = {"wght": (400, 700), "opsz": (8, 60)}
FEATURES = [
    *("kern", "liga", "mark", "mkmk", "ccmp", "locl"),  # what setting text at all needs
    *("onum", "lnum", "pnum", "tnum", "smcp", "c2sc", "sups", "subs", "frac", "case"),
]
# What every page may need, and what only some names need. static/css/fonts.css repeats them.
RANGES = {
    "text": "20-7E A0-FF 131 152-153 178 370-3FF 2010-2027 2030-2033 2039-203A 2044 2070-209F 20AC"
    " 2113 2190-21FF 2200-22FF 2308-230B 25CF 2713 FB00-FB04",
    "more": "100-130 132-151 154-177 179-24F 1E00-1EFF",
}


def codepoints(ranges: str) -> list[int]:
    """The code points of "20-7E A0" (hexadecimal, ends included)."""
    bounds = [[int(end, 16) for end in part.split("-")] for part in ranges.split()]
    return [point for first, *last in bounds for point in range(first, (last or [first])[0] + 1)]


def subset(source: Path, ranges: str, target: Path) -> None:
    font = TTFont(source, recalcTimestamp=False)
    options = Options(
        layout_features=FEATURES,
        name_IDs=[0, 1, 2, 13, 14],
        notdef_outline=True,
        recalc_timestamp=False,
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codepoints(ranges))
    subsetter.subset(font)  # before the axes are cut: far fewer outlines to recompute
    instantiateVariableFont(font, AXES, inplace=True)
    font.flavor = "woff2"
    font.save(target)


def main(folder: str, out: str) -> None:
    Path(out).mkdir(parents=True, exist_ok=True)
    for style in ("Roman", "Italic"):
        for name, ranges in RANGES.items():
            target = Path(out) / f"source-serif-{style.lower()}-{name}.woff2"
            subset(Path(folder) / f"SourceSerif4Variable-{style}.ttf", ranges, target)
            print(f"{target.name} {target.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main(*sys.argv[1:])
