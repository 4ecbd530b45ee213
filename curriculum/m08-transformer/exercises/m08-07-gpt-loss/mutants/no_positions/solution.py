import math

import torch
from torch import nn
from torch.nn import functional as F


class Block(nn.Module):
    """One pre-norm Transformer block, as in 8.6. Given: use it as it is, or bring your own."""

    def __init__(self, d_model: int, n_heads: int) -> None:
        super().__init__()
        self.n_heads = n_heads
        self.ln1, self.ln2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.qkv, self.proj = nn.Linear(d_model, 3 * d_model), nn.Linear(d_model, d_model)
        self.up, self.down = nn.Linear(d_model, 4 * d_model), nn.Linear(4 * d_model, d_model)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        B, T, D = x.shape
        parts = self.qkv(self.ln1(x)).chunk(3, dim=-1)
        q, k, v = (part.view(B, T, self.n_heads, -1).transpose(1, 2) for part in parts)
        scores = q @ k.transpose(-2, -1) / math.sqrt(D // self.n_heads)  # (B, H, T, T)
        future = torch.ones(T, T, dtype=torch.bool).triu(1)
        mixed = scores.masked_fill(future, -math.inf).softmax(dim=-1) @ v
        x = x + self.proj(mixed.transpose(1, 2).reshape(B, T, D))
        return x + self.down(F.gelu(self.up(self.ln2(x))))


class GPT(nn.Module):
    """A GPT over V tokens: ids (B, T) in, scores (B, T, V) out."""

    def __init__(self, V: int, context: int, d_model: int, n_layers: int, n_heads: int) -> None:
        super().__init__()
        self.tokens, self.positions = nn.Embedding(V, d_model), nn.Embedding(context, d_model)
        self.blocks = nn.ModuleList([Block(d_model, n_heads) for _ in range(n_layers)])
        self.ln = nn.LayerNorm(d_model)
        nn.init.normal_(self.tokens.weight, std=0.02)  # scores near 0: no guess yet
        nn.init.normal_(self.positions.weight, std=0.02)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        x = self.tokens(ids)  # (B, T, D)
        for block in self.blocks:
            x = block(x)
        return self.ln(x) @ self.tokens.weight.T  # (B, T, V)


def gpt_loss(model: nn.Module, ids: torch.Tensor, pad: int | None = None) -> torch.Tensor:
    """Mean surprise, in nats, of each token that comes after another and is not `pad`."""
    scores, came = model(ids)[:, :-1], ids[:, 1:].flatten()  # (B, T - 1, V), (B (T - 1),)
    surprise = F.cross_entropy(scores.flatten(0, 1), came, reduction="none")
    return surprise.mean() if pad is None else surprise[came != pad].mean()


def param_count(V: int, context: int, d_model: int, n_layers: int) -> int:
    """How many parameters GPT(V, context, d_model, n_layers, …) has, without making it."""
    block = 12 * d_model**2 + 13 * d_model
    return (V + context) * d_model + n_layers * block + 2 * d_model
