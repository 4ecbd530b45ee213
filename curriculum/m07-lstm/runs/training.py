"""Trains the reference of exercise 7.5 in several ways and stores what the lessons tell of it.

    python curriculum/m07-lstm/runs/training.py MODEL.npz      a few minutes; writes training.json

Everything counts steps, not seconds, so that the machine has no say but in the last digits. The
trained parameters go to MODEL.npz, which is not kept; cell.py looks into them.
"""

import json
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
REFERENCE = HERE.parent / "exercises" / "m07-05-train-char-lstm" / "solution"
sys.path[:0] = [str(REFERENCE), str(HERE.parents[2])]

import solution  # noqa: E402
from lstm import lanes, lstm_forward  # noqa: E402

from apps.sandbox import stories  # noqa: E402

ALPHABET = sorted(set(stories.write(60_000, seed=0)[0]))
V = len(ALPHABET)
STEPS, SHORT = 3000, 1500
MARKS = (0, 10, 30, 100, 300, 1000, 3000)


def draw(characters: int, seed: int) -> np.ndarray:
    text, _ = stories.write(characters, seed)
    return np.array([ALPHABET.index(c) for c in text])


def untrained(D: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Untrained parameters of another width."""
    E = 16
    params = {
        "Emb": rng.normal(size=(V, E)),
        "Wx": rng.normal(size=(E, 4 * D)) / np.sqrt(E),
        "Wh": rng.normal(size=(D, 4 * D)) / np.sqrt(D),
        "b": np.repeat([0.0, 1.0, 0.0, 0.0], D),
        "Wy": rng.normal(size=(D, V)) * 0.01,
        "by": np.zeros(V),
    }
    return {name: p.astype(np.float32) for name, p in params.items()}


def bits(params, ids, every=0, warm=50) -> float:
    """Bits a character on a text, 20 places at once, the first `warm` of each not counted.

    every=n: the state is set to zeros before each stretch of n; 0: it is passed on.
    """
    B, D, total, count = 20, len(params["Wh"]), 0.0, 0
    h = c = np.zeros((B, D), np.float32)
    for at, (x, y) in enumerate(lanes(ids, B, every or 50)):
        if every:
            h = c = np.zeros((B, D), np.float32)
        H, c, _ = lstm_forward(params["Emb"][x], h, c, params)
        h = H[-1]
        z = H @ params["Wy"] + params["by"]
        z -= z.max(axis=-1, keepdims=True)
        came = np.take_along_axis(z, y[..., None], -1)[..., 0]
        surprise = np.log(np.exp(z).sum(axis=-1)) - came
        if (at + 1) * len(x) > warm:
            total, count = total + float(surprise.sum()), count + surprise.size
    return total / count / np.log(2)


def train(ids, held, steps, B, T, params, carry=True, marks=()):
    """Parameters after so many steps, the losses in bits, and held-out bits at some steps."""
    D, memory, losses, found = len(params["Wh"]), {}, [], {}
    while len(losses) < steps:
        h = c = np.zeros((B, D), np.float32)
        for x, y in lanes(ids, B, T):
            if len(losses) in marks:
                found[len(losses)] = bits(params, held)
            if not carry:
                h = c = np.zeros((B, D), np.float32)
            loss, grads, h, c = solution.loss_and_grads(params, x, y, h, c)
            rate = 0.02 * min(1.0, (len(losses) + 1) / 50) * (1.0 - len(losses) / steps)
            params = solution.update(params, grads, memory, rate)
            losses.append(float(loss / np.log(2)))
            if len(losses) == steps:
                break
    found[steps] = bits(params, held)
    return params, losses, found


def thinned(losses: list[float], points: int = 60) -> list[tuple[int, float]]:
    """Means over stretches whose lengths grow evenly on a logarithmic scale: (step, bits)."""
    edges = np.unique(np.geomspace(1, len(losses), points).round().astype(int))
    parts = np.split(np.array(losses), edges[:-1])
    ends = [int(edge) for edge in edges]
    return [(end, round(float(part.mean()), 3)) for end, part in zip(ends, parts, strict=True)]


def main(model: str) -> None:
    ids, held = draw(300_000, 2), draw(60_000, 3)
    made = {}
    for name, B, T, carry in (
        ("T 32", 32, 32, True),
        ("never carried", 32, 32, False),
        ("T 8", 128, 8, True),
        ("T 128", 8, 128, True),
    ):
        start = untrained(64, np.random.default_rng(0))
        params, losses, found = train(ids, held, SHORT, B, T, start, carry)
        made[name] = {
            "held_out": round(found[SHORT], 4),
            "fresh every 32": round(bits(params, held, every=32), 4),
            "losses": thinned(losses),
        }
        print(name, made[name]["held_out"], made[name]["fresh every 32"], flush=True)
    start = solution.init_params(V, np.random.default_rng(1))
    params, losses, found = train(ids, held, STEPS, 32, 32, start, marks=MARKS)
    made["long"] = {
        "losses": thinned(losses),
        "held_out": {str(step): round(value, 4) for step, value in found.items()},
        "train": round(float(np.mean(losses[-100:])), 4),
    }
    print(made["long"])
    np.savez(model, **params)
    lines = [f"{json.dumps(name)}: {json.dumps(run)}" for name, run in made.items()]  # a run a line
    (HERE / "training.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
