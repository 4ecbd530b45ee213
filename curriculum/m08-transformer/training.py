"""Trains the reference of exercise 8.8 on stories, whole and with one thing broken.

    python curriculum/m08-transformer/training.py      some minutes; writes training.json

The lesson on the entropy floor and its figures read training.json: bits a character on new stories
after so many steps, and what the sound model needs at each place of a stretch.
"""

import json
import math
import sys
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

HERE = Path(__file__).resolve().parent
EXERCISE = HERE / "exercises" / "m08-08-train-gpt"
sys.path[:0] = [str(EXERCISE / "solution"), str(HERE.parents[1] / "apps" / "sandbox")]
import solution as reference  # noqa: E402
import stories  # noqa: E402

STEPS = 2000
MARKS = [0, 25, 50, 100, 150, 200, 300, 400, 500, 600, 800, 1000, 1200, 1400, 1600, 1800, 2000]
ALPHABET = sorted(set(stories.write(60_000, seed=0)[0]))


def ids_of(characters: int, seed: int) -> torch.Tensor:
    text, _ = stories.write(characters, seed)
    return torch.tensor([ALPHABET.index(c) for c in text])


def surprises(model: nn.Module, ids: torch.Tensor) -> torch.Tensor:
    """Bits of each character, (stretches, 128), in stretches that begin every 64 characters."""
    starts = torch.arange(0, len(ids) - 128, 64)
    places = starts[:, None] + torch.arange(128)
    with torch.no_grad():
        logp = torch.cat([model(ids[part]).log_softmax(-1) for part in places.split(64)])
    return -logp.gather(-1, ids[places + 1].unsqueeze(-1)).squeeze(-1) / math.log(2)


def run(train: torch.Tensor, held: torch.Tensor, *, steps: int, peak: float = 1.0, **broken: bool):
    """Bits on new stories at the marks, and the model."""
    torch.manual_seed(1)
    dice = torch.Generator().manual_seed(1)
    model, found = reference.GPT(len(ALPHABET)), []
    if broken.get("no_positions"):
        model.positions.weight.requires_grad_(False).zero_()
    optimiser = torch.optim.AdamW(model.parameters(), betas=(0.9, 0.98), weight_decay=0.1)
    for step in range(steps + 1):
        if step in MARKS:
            found.append((step, round(float(surprises(model, held)[:, 64:].mean()), 4)))
        x, y = reference.get_batch(train, 4, 128, dice)
        for group in optimiser.param_groups:
            group["lr"] = peak * reference.rate_at(step, step / STEPS)
        loss = F.cross_entropy(model(x).flatten(0, 1), y.flatten())
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
    return found, model


def open_mask(q, k, v, is_causal):
    """Attention that hides nothing."""
    return (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).softmax(-1) @ v


def main() -> None:
    torch.set_num_threads(1)
    train, held = ids_of(300_000, 2), ids_of(10_000, 3)
    sound, model = run(train, held, steps=STEPS)
    by_place = surprises(model, ids_of(30_000, 5)).mean(dim=0)
    kept = F.scaled_dot_product_attention
    out = {
        "sound": sound,
        "by_place": [round(float(bits), 4) for bits in by_place],
        "no_positions": run(train, held, steps=STEPS, no_positions=True)[0],
        "too_fast": run(train, held, steps=600, peak=25.0)[0],
    }
    F.scaled_dot_product_attention = open_mask
    out["leak"] = run(train, held, steps=STEPS)[0]
    F.scaled_dot_product_attention = kept
    lines = [f"{json.dumps(name)}: {json.dumps(values)}" for name, values in out.items()]
    (HERE / "training.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
