"""The units of a loss and the ways between them."""

from math import exp, log

from drawing import Point, document, line, path, text

NATS, TOKENS, CHARS = 3.2, 1000, 4000
WIDTH, HEIGHT = 126, 44
BOXES: dict[str, Point] = {
    "nats": (10, 180),
    "bits": (10, 60),
    "bpc": (284, 60),
    "ppl": (284, 180),
}


def box(name: str, words: str, value: str) -> list[str]:
    x, y = BOXES[name]
    css = "curve" if name != "bpc" else "hand"
    edge = [(x, y), (x + WIDTH, y), (x + WIDTH, y + HEIGHT), (x, y + HEIGHT), (x, y)]
    middle = x + WIDTH / 2
    return [
        path(edge, css),
        text((middle, y + 18), words, anchor="middle"),
        text((middle, y + 35), value, anchor="middle", css="hand-fill" if css == "hand" else ""),
    ]


def arrow(a: Point, b: Point) -> str:
    """A line with a head at `b`; level or upright."""
    back = (1 if b[0] > a[0] else -1 if b[0] < a[0] else 0, 1 if b[1] > a[1] else -1)
    if back[0]:
        head = [(b[0] - 7 * back[0], b[1] - 4), b, (b[0] - 7 * back[0], b[1] + 4)]
    else:
        head = [(b[0] - 4, b[1] - 7 * back[1]), b, (b[0] + 4, b[1] - 7 * back[1])]
    return line(a, b, "axis") + path(head, "axis")


def draw() -> str:
    bits = NATS / log(2)
    bpc = bits * TOKENS / CHARS
    return document(
        "units",
        (420, 244),
        "Units of a loss, and the ways between them",
        f"Four boxes. From nats per token, {NATS}, up to bits per token, {bits:.3f}: divide by "
        f"ln 2. From there to the right to bits per character, {bpc:.3f}: times tokens, divided "
        f"by characters. From nats per token to the right to perplexity, {exp(NATS):.1f}: e to "
        "the loss. No way leads from perplexity to bits per character.",
        *box("nats", "nats per token", f"{NATS}"),
        *box("bits", "bits per token", f"{bits:.3f}"),
        *box("bpc", "bits per character", f"{bpc:.3f}"),
        *box("ppl", "perplexity", f"{exp(NATS):.1f}"),
        arrow((73, 176), (73, 108)),
        arrow((140, 82), (280, 82)),
        arrow((140, 202), (280, 202)),
        text((83, 146), "÷ ln 2"),
        text((210, 73), "× tokens ÷ characters", anchor="middle"),
        text((210, 193), "*e* to the loss", anchor="middle"),
        text((10, 30), "a price per token", css="faint", italic=True),
        text((284, 30), "a price per character", css="faint", italic=True),
        text((284, 160), "a number of choices", css="faint", italic=True),
    )
