"""A learner's nn.Module used as one of one's own: gradients, weights, optimisers."""

import solution
import torch
from solution import Block


def make():
    torch.manual_seed(1)
    return Block(8, 2)


def test_shape():
    b = make()
    x = torch.randn(2, 5, 8)
    out = b(x)
    assert out.shape == (2, 5, 8) and out.dtype == torch.float32
    assert isinstance(b, torch.nn.Module)
    assert torch.equal(make()(x), out)


def test_backward():
    b = make()
    x = torch.randn(2, 5, 8, requires_grad=True)
    b(x).sum().backward()
    assert x.grad is not None and x.grad.abs().sum() > 0
    assert b.lin.weight.grad is not None
    ps = list(b.parameters())
    assert all(p.grad is not None for p in ps) and len(ps) == 2
    g = ps[0].grad.clone()
    b(x).sum().backward()
    assert torch.allclose(ps[0].grad, 2 * g)
    ref = (x + torch.nn.functional.linear(x, ps[0], ps[1])).sum()
    (gr,) = torch.autograd.grad(ref, ps[0])
    assert torch.allclose(gr, g, atol=1e-5)


def test_set():
    b = make()
    with torch.no_grad():
        b.lin.weight.zero_()
        b.lin.bias.copy_(torch.ones(8))
    x = torch.zeros(1, 8)
    assert torch.equal(b(x), torch.ones(1, 8))
    sd = b.state_dict()
    assert set(sd) == {"lin.weight", "lin.bias"}
    sd["lin.bias"].fill_(3.0)
    assert torch.equal(b(x), 3 * torch.ones(1, 8))
    b.load_state_dict({"lin.weight": torch.eye(8), "lin.bias": torch.zeros(8)})
    assert torch.equal(b(torch.ones(1, 8)), 2 * torch.ones(1, 8))


def test_opt():
    b = make()
    opt = torch.optim.SGD(b.parameters(), lr=0.1)
    x = torch.randn(16, 8)
    y = torch.randn(16, 8)
    first = None
    for _ in range(20):
        loss = torch.nn.functional.mse_loss(b(x), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        first = first or loss.item()
    assert loss.item() < first * 0.9


def test_loss_inside():
    b = make()
    x = torch.randn(4, 8)
    solution.loss(b, x).backward()
    assert b.lin.weight.grad.shape == (8, 8)


def test_named():
    b = make()
    assert dict(b.named_parameters())["lin.weight"] is b.lin.weight
    b.eval()
    assert not b.training
    assert sum(p.numel() for p in b.parameters()) == 72
    assert "Block(" in repr(b)
    assert len(list(b.modules())) == 2
    assert isinstance(b.lin, torch.nn.Linear)


def test_second_derivative():
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    (first,) = torch.autograd.grad(solution.energy(x), x, create_graph=True)
    assert torch.allclose(first, 3 * x**2)
    (second,) = torch.autograd.grad(first.sum(), x)
    assert torch.allclose(second, 6 * x)


def test_gradient_penalty():
    b = make()
    x = torch.randn(3, 8, requires_grad=True)
    (grad,) = torch.autograd.grad(b(x).pow(2).sum(), x, create_graph=True)
    grad.pow(2).sum().backward()
    assert b.lin.weight.grad is not None and b.lin.weight.grad.abs().sum() > 0


def test_no_grad():
    b = make()
    with torch.no_grad():
        out = b(torch.ones(1, 8))
    assert not out.requires_grad
    assert b(torch.ones(1, 8)).requires_grad
    with torch.inference_mode():
        assert b(torch.ones(1, 8)).shape == (1, 8)


def test_modes_and_state():
    b = make()
    assert solution.mode(b.eval()) is False
    assert solution.mode(b.train()) is True
    other = Block(8, 2)
    other.load_state_dict(b.state_dict())
    assert torch.equal(other.lin.weight, b.lin.weight)
    torch.manual_seed(3)
    first = torch.rand(2)
    torch.manual_seed(3)
    assert torch.equal(first, torch.rand(2))


def test_gradients_are_set_to_none():
    b = make()
    b(torch.ones(1, 8)).sum().backward()
    optimizer = torch.optim.AdamW(b.parameters(), lr=0.1)
    before = b.lin.weight.detach().clone()
    optimizer.step()
    optimizer.zero_grad()
    assert b.lin.weight.grad is None and not torch.equal(before, b.lin.weight)


def test_gradcheck():
    x = torch.randn(3, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(solution.energy, (x,))
