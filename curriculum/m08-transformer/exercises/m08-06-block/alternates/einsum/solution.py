import math

import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        self.n_heads = n_heads
        for name, fan_in, fan_out in (
            ("qkv", d_model, 3 * d_model),
            ("proj", d_model, d_model),
            ("up", d_model, 4 * d_model),
            ("down", 4 * d_model, d_model),
        ):
            setattr(self, name, nn.Linear(fan_in, fan_out))
        self.ln1 = nn.LayerNorm(d_model)
        self.ln2 = nn.LayerNorm(d_model)
        self.gelu = nn.GELU()
        self.register_buffer("mask", torch.full((64, 64), -math.inf).triu(1))

    def forward(self, x):
        B, T, D = x.shape
        parts = self.qkv(self.ln1(x)).view(B, T, 3, self.n_heads, D // self.n_heads)
        q, k, v = parts.unbind(dim=2)
        scores = torch.einsum("bihd,bjhd->bhij", q, k) * (D // self.n_heads) ** -0.5
        weights = torch.softmax(scores + self.mask[:T, :T], dim=-1)
        mixed = torch.einsum("bhij,bjhd->bihd", weights, v).reshape(B, T, D)
        middle = self.proj(mixed).add(x)
        return middle.add(self.down(self.gelu(self.up(self.ln2(middle)))))
