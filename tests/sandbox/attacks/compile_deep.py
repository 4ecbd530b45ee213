"""Source that is nested deeper than any parser goes, compiled by the interpreter itself."""

# expect: passed or error or limit memory
import warnings

warnings.simplefilter("ignore")
DEPTH = 200_000


def attack():
    for text in (
        "(" * DEPTH + ")" * DEPTH,
        "-" * DEPTH + "1",
        "a" + ".b" * DEPTH,
        "a" + "[0]" * DEPTH,
        "lambda: " * DEPTH + "0",
        "1" + "+1" * DEPTH,
    ):
        try:
            compile(text, "made", "eval")
        except (SyntaxError, RecursionError):
            continue
    return "contained"
