import torch
from torch import nn


def get_batch(
    ids: torch.Tensor, B: int, T: int, generator: torch.Generator
) -> tuple[torch.Tensor, torch.Tensor]:
    """B stretches of T characters (B, T), and for each place the character after it (B, T)."""
    raise NotImplementedError


class GPT(nn.Module):
    """A small GPT over V characters: ids (B, T) in, scores (B, T, V) out."""

    def __init__(self, V: int) -> None:
        super().__init__()
        raise NotImplementedError  # width, layers and heads are yours to choose

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError


def train_gpt(ids, V, seconds, clock, seed):
    """A GPT trained on the text `ids` (N,), and the loss of each step in bits."""
    raise NotImplementedError
