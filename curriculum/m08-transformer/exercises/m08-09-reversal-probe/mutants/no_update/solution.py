import math

import torch
from torch import nn
from torch.nn import functional as F


class Block(nn.Module):
    """A pre-norm block, as in 8.6."""

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
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.proj(mixed.transpose(1, 2).reshape(B, T, D))
        return x + self.down(F.gelu(self.up(self.ln2(x))))


class GPT(nn.Module):
    """A GPT, as in 8.7. Given: use it as it is, or bring your own."""

    def __init__(self, V: int, context: int, d_model: int, n_layers: int, n_heads: int) -> None:
        super().__init__()
        self.tokens, self.positions = nn.Embedding(V, d_model), nn.Embedding(context, d_model)
        self.blocks = nn.ModuleList([Block(d_model, n_heads) for _ in range(n_layers)])
        self.ln = nn.LayerNorm(d_model)
        nn.init.normal_(self.tokens.weight, std=0.02)
        nn.init.normal_(self.positions.weight, std=0.1)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        x = self.tokens(ids) + self.positions(torch.arange(ids.shape[1]))
        for block in self.blocks:
            x = block(x)
        return self.ln(x) @ self.tokens.weight.T


def reversals(B: int, n: int, V: int, generator: torch.Generator) -> torch.Tensor:
    """B sequences (B, 2n): n tokens drawn at random, then the same from the last to the first."""
    first = torch.randint(V, (B, n), generator=generator)
    return torch.cat([first, first.flip(1)], dim=1)


def probe(model, ids: torch.Tensor) -> tuple[float, float]:
    """Bits a token that `model` needs for the first half (from place 1 on) and for the second."""
    n = ids.shape[1] // 2
    with torch.no_grad():
        scores, came = model(ids)[:, :-1], ids[:, 1:]  # place t + 1 is predicted at t
        nats = F.cross_entropy(scores.transpose(1, 2), came, reduction="none")  # (B, 2n - 1)
    bits = nats / math.log(2)
    return bits[:, : n - 1].mean().item(), bits[:, n - 1 :].mean().item()


def train_probe(V: int, n: int, seconds: float, clock, seed: int) -> tuple[nn.Module, list]:
    """A GPT trained on reversals of n tokens out of V, and the loss of each step in bits."""
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed)
    model = GPT(V, 2 * n, d_model=32, n_layers=1, n_heads=2)
    optimiser = torch.optim.AdamW(model.parameters(), lr=5e-3)
    losses, start, used = [], clock(), 0.0
    while used < seconds:
        for group in optimiser.param_groups:
            group["lr"] = 5e-3 * max(0.05, 1 - used / seconds)
        for _ in range(5):
            ids = reversals(32, n, V, generator)
            loss = F.cross_entropy(model(ids)[:, :-1].flatten(0, 1), ids[:, 1:].flatten())
            optimiser.zero_grad()
            loss.backward()
            losses.append(loss.item() / math.log(2))
        used = clock() - start
    return model, losses
