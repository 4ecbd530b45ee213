import math

import torch
from torch import nn
from torch.nn import functional as F

CONTEXT = 128


def get_batch(
    ids: torch.Tensor, B: int, T: int, generator: torch.Generator
) -> tuple[torch.Tensor, torch.Tensor]:
    """B stretches of T characters (B, T), and for each place the character after it (B, T)."""
    starts = torch.randint(len(ids) - T, (B, 1), generator=generator)
    places = starts + torch.arange(T)  # (B, T)
    return ids[places], ids[places + 1]


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
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True)  # hides the future
        x = x + self.proj(mixed.transpose(1, 2).reshape(B, T, D))
        return x + self.down(F.gelu(self.up(self.ln2(x))))


class GPT(nn.Module):
    """A small GPT over V characters: ids (B, T) in, scores (B, T, V) out."""

    def __init__(self, V: int) -> None:
        super().__init__()
        d_model, n_layers, n_heads = 64, 2, 2
        self.tokens, self.positions = nn.Embedding(V, d_model), nn.Embedding(CONTEXT, d_model)
        self.blocks = nn.ModuleList([Block(d_model, n_heads) for _ in range(n_layers)])
        self.ln = nn.LayerNorm(d_model)
        nn.init.normal_(self.tokens.weight, std=0.02)
        nn.init.normal_(self.positions.weight, std=0.1)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        x = self.tokens(ids) + self.positions(torch.arange(ids.shape[1]))  # (B, T, D)
        for block in self.blocks:
            x = block(x)
        return self.ln(x) @ self.tokens.weight.T  # (B, T, V)


def rate_at(step: int, used: float) -> float:
    """Learning rate: up over 50 steps, then down like a cosine as the share of time is used."""
    peak = 4e-3
    down = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, used)))
    return peak * down * min(1.0, (step + 1) / 50)


def train_gpt(ids, V, seconds, clock, seed):
    """A GPT trained on the text `ids` (N,), and the loss of each step in bits."""
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed)
    model, losses = GPT(V), []
    optimiser = torch.optim.AdamW(model.parameters(), betas=(0.9, 0.98), weight_decay=0.1)
    start, used, step = clock(), 0.0, 0
    while used < seconds:
        x, y = get_batch(ids, 4, CONTEXT, generator)
        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, used / seconds)
        loss = F.cross_entropy(model(x).flatten(0, 1), y.flatten())
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        losses.append(loss.item() / math.log(2))
        step += 1
        if step % 5 == 0:
            used = clock() - start
    return model, losses
