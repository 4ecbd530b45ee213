import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        self.n_heads = n_heads
        self.ln1 = nn.LayerNorm(d_model)
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.proj = nn.Linear(d_model, d_model)
        self.ln2 = nn.LayerNorm(d_model)
        self.up = nn.Linear(d_model, 4 * d_model)
        self.down = nn.Linear(4 * d_model, d_model)

    def attend(self, x):
        x = x.transpose(0, 1)
        hidden = torch.ones(len(x), len(x), dtype=torch.bool).triu(1)
        out, _ = F.multi_head_attention_forward(
            x, x, x, x.shape[-1], self.n_heads, self.qkv.weight, self.qkv.bias,
            None, None, False, 0.0, self.proj.weight, self.proj.bias,
            need_weights=False, attn_mask=hidden,
        )  # fmt: skip
        return out.transpose(0, 1)

    def forward(self, x):
        residual = x.clone()
        residual += self.attend(self.ln1(x))
        return residual + self.down(F.gelu(self.up(self.ln2(residual))))
