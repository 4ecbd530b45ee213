"""Looks into the model that training.py has trained, and stores what the lesson tells of it.

python curriculum/m07-lstm/runs/cell.py MODEL.npz      seconds; writes cell.json
"""

import json
import re
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
REFERENCE = HERE.parent / "exercises" / "m07-05-train-char-lstm" / "solution"
sys.path[:0] = [str(REFERENCE), str(HERE.parents[2])]

from lstm import lstm_forward  # noqa: E402

from apps.sandbox import stories  # noqa: E402

ALPHABET = sorted(set(stories.write(60_000, seed=0)[0]))
SHIFT = 1000  # characters, for the comparison with a label that means nothing


def read(
    params, text: str, silenced: int | None = None, held: tuple = ()
) -> tuple[np.ndarray, np.ndarray]:
    """Cells after each character (N, D), and bits for each character after the first (N - 1,).

    silenced: a cell that is set to zero after every step. held: a cell and the value that it is
    given after every step, so that it can tell nothing of the past.
    """
    ids = np.array([ALPHABET.index(c) for c in text])
    D = len(params["Wh"])
    h, c = np.zeros((1, D), np.float32), np.zeros((1, D), np.float32)
    cells, states = [], []
    for x in params["Emb"][ids]:
        H, c, _ = lstm_forward(x[None, None], h, c, params)
        h = H[-1]
        if silenced is not None:
            c, h = c.copy(), h.copy()
            c[0, silenced] = h[0, silenced] = 0.0
        if held:
            c = c.copy()
            c[0, held[0]] = held[1]
        cells.append(c[0])
        states.append(h[0])
    z = np.array(states) @ params["Wy"] + params["by"]
    z -= z.max(axis=1, keepdims=True)
    surprise = np.log(np.exp(z).sum(axis=1))[:-1] - z[np.arange(len(ids) - 1), ids[1:]]
    return np.array(cells), surprise / np.log(2)


def separation(values: np.ndarray, label: np.ndarray) -> float:
    """How often a value where the label is on lies above one where it is off; 0.5: no relation."""
    ranks = np.argsort(np.argsort(values))
    on, off = int(label.sum()), int((~label).sum())
    return float((ranks[label].sum() - on * (on - 1) / 2) / (on * off))


def best(cells: np.ndarray, label: np.ndarray) -> tuple[int, float]:
    """The cell that tells the label best, and its separation, whichever way round."""
    found = [separation(cells[:, d], label) for d in range(cells.shape[1])]
    one = max(range(len(found)), key=lambda d: abs(found[d] - 0.5))
    return one, max(found[one], 1 - found[one])


def inside_quotes(text: str) -> np.ndarray:
    return np.cumsum([c == '"' for c in text]) % 2 == 1


def main(model: str) -> None:
    params = dict(np.load(model))
    text = stories.write(40_000, seed=5)[0]
    cells, bits = read(params, text)
    label = inside_quotes(text)
    cell, told = best(cells, label)
    values = cells[:, cell] * (1 if cells[label, cell].mean() > cells[~label, cell].mean() else -1)
    _, by_chance = best(cells, np.roll(label, SHIFT))
    marks = np.array([c == '"' for c in text])[1:]
    closing, opening = marks & label[:-1], marks & ~label[:-1]
    _, without = read(params, text, silenced=cell)
    _, still = read(params, text, held=(cell, float(cells[:, cell].mean())))
    deeds = [row["worked"].split()[0] for row in stories.TABLES["trade"]]
    # the first letter of what is done at the end, which the trade decides
    at = [m.end() - 1 for m in re.finditer(rf"went home and (?={'|'.join(deeds)})", text)]
    spoken = text.index('"Where')
    start = text.rindex(". ", 0, spoken) + 2
    opened = np.array([c == '"' for c in text]) & label
    since = np.arange(len(text)) - np.maximum.accumulate(np.where(opened, np.arange(len(text)), -1))
    near = (since < 40) & (np.cumsum(opened) > 0)
    fall, _ = np.polyfit(since[near], values[near], 1)
    window = slice(start, start + 120)
    made = {
        "cell": cell,
        "separation": round(told, 3),
        "separation by chance": round(by_chance, 3),
        "inside": round(float(values[label].mean()), 3),
        "outside": round(float(values[~label].mean()), 3),
        "fall": round(float(fall), 2),
        "fits": round(float(-np.corrcoef(since[near], values[near])[0, 1]), 3),
        "at an opening": round(float(values[opened].mean()), 2),
        "closing": round(float(bits[closing].mean()), 3),
        "opening": round(float(bits[opening].mean()), 3),
        "closing without": round(float(without[closing].mean()), 3),
        "opening without": round(float(without[opening].mean()), 3),
        "closing held": round(float(still[closing].mean()), 3),
        "all held": round(float(still.mean()), 3),
        "smallest": round(float(np.abs(cells[100:, cell]).min()), 2),
        "all": round(float(bits.mean()), 3),
        "all without": round(float(without.mean()), 3),
        "deed": round(float(bits[at].mean()), 2),
        "deeds": len(at),
        "text": text[window],
        "trace": [round(float(v), 2) for v in values[window]],
    }
    (HERE / "cell.json").write_text(json.dumps(made) + "\n", encoding="utf-8")
    print(json.dumps(made, indent=1))


if __name__ == "__main__":
    main(sys.argv[1])
