import math

import torch
from torch import nn


def causal_attention(
    q: torch.Tensor, k: torch.Tensor, v: torch.Tensor, n_heads: int
) -> torch.Tensor:
    """Masked attention with several heads, (B, T, D) in and out. Given: use it as it is."""
    B, T, D = q.shape
    q, k, v = (t.reshape(B, n_heads, T, D // n_heads) for t in (q, k, v))
    scores = q @ k.transpose(-2, -1) / math.sqrt(D // n_heads)  # (B, H, T, T)
    future = torch.ones(T, T, dtype=torch.bool).triu(1)  # (T, T): True above the diagonal
    weights = scores.masked_fill(future, -math.inf).softmax(dim=-1)  # (B, H, T, T)
    return (weights @ v).reshape(B, T, D)


class Block(nn.Module):
    """One pre-norm Transformer block: x of shape (B, T, D) in, the same shape out."""

    def __init__(self, d_model: int, n_heads: int) -> None:
        super().__init__()
        self.n_heads = n_heads
        self.ln1 = nn.LayerNorm(d_model)
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.ln2 = nn.LayerNorm(d_model)
        self.up = nn.Linear(d_model, 4 * d_model)
        self.down = nn.Linear(4 * d_model, d_model)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        q, k, v = self.qkv(self.ln1(x)).chunk(3, dim=-1)  # three of (B, T, D)
        x = x + self.proj(causal_attention(q, k, v, self.n_heads))  # x itself goes around the norm
        hidden = nn.functional.gelu(self.up(self.ln2(x)))  # (B, T, 4D)
        return x + self.down(hidden)  # (B, T, D)
