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
    """Written otherwise: a buffer of positions, one Sequential of blocks, F.linear, small gains."""

    def __init__(self, V, context, d_model, n_layers, n_heads):
        super().__init__()
        self.tokens = nn.Embedding(V, d_model, _weight=torch.randn(V, d_model) / d_model)
        self.positions = nn.Embedding(context, d_model)
        self.positions.weight.data *= 0.1
        self.blocks = nn.ModuleList()
        for _ in range(n_layers):
            self.blocks.append(Block(d_model, n_heads))
        self.ln = nn.LayerNorm(d_model)
        self.register_buffer("places", torch.arange(context), persistent=False)

    def forward(self, ids):
        x = F.embedding(ids, self.tokens.weight)
        x = x + self.positions(self.places[: ids.size(1)])[None]
        x = nn.Sequential(*self.blocks)(x)
        return F.linear(self.ln(x), self.tokens.weight)


def gpt_loss(model, ids, pad=None):
    logp = model(ids)[:, :-1].log_softmax(dim=-1)
    came = ids[:, 1:]
    surprise = -logp.gather(-1, came.unsqueeze(-1)).squeeze(-1)
    kept = torch.ones_like(came) if pad is None else came != pad
    return (surprise * kept).sum() / kept.sum()


def param_count(V, context, d_model, n_layers):
    def linear(i, o):
        return i * o + o

    norm = 2 * d_model
    attention = linear(d_model, 3 * d_model) + linear(d_model, d_model)
    mlp = linear(d_model, 4 * d_model) + linear(4 * d_model, d_model)
    return V * d_model + context * d_model + n_layers * (2 * norm + attention + mlp) + norm
