"""Writes every figure of the course beside the script that draws it.

    python curriculum/draw.py [NAME ...]      all figures, or those of these names (without .py)

A figure script is `<module>/figures/<name>.py` with a function `draw() -> str`; its figure is
`<name>.svg`.
"""

import runpy
import sys
from pathlib import Path

CURRICULUM = Path(__file__).resolve().parent


def scripts() -> list[Path]:
    return sorted(CURRICULUM.glob("*/figures/*.py"))


def drawn(script: Path) -> str:
    """The SVG text that a script draws."""
    for folder in (CURRICULUM, CURRICULUM.parent):  # so that scripts can import drawing, and apps
        if str(folder) not in sys.path:
            sys.path.insert(0, str(folder))
    return str(runpy.run_path(str(script))["draw"]())


def main(names: list[str]) -> None:
    for script in scripts():
        if not names or script.stem in names:
            script.with_suffix(".svg").write_text(drawn(script), encoding="utf-8")
            print(script.with_suffix(".svg").relative_to(CURRICULUM))


if __name__ == "__main__":
    main(sys.argv[1:])
