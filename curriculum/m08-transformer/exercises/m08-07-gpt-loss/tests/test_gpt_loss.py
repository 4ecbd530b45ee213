"""GPT, gpt_loss and param_count, in the order of the tasks. All sizes differ."""

import math

import slow
import torch
from evidence import check, check_array, check_close, not_started
from solution import GPT, gpt_loss, param_count

SIZES = [  # V, context, D, L, H; B, T
    ((7, 6, 12, 2, 3), (2, 5)),
    ((11, 9, 8, 3, 2), (4, 6)),
]
SHAPES = [(7, 6, 12, 2), (11, 9, 8, 3), (5, 4, 6, 1), (13, 3, 10, 4), (9, 10, 16, 0)]
LN2 = math.log(2)


class Scores:
    """A model that gives the scores it was made with, whatever it reads."""

    def __init__(self, z):
        self.z = z

    def __call__(self, ids):
        return self.z


def made(P, shape):
    """The learner's GPT with the parameters P, once it is known to have them."""
    model = GPT(*shape)
    if model is None:
        not_started()
    own = {name: tuple(value.shape) for name, value in model.named_parameters()}
    missing = ", ".join(name for name in P if name not in own)
    check(
        not missing,
        seen=f"no parameters named {missing}",
        expected="tokens, positions, blocks and ln, as in the table",
        cause="missing_parameters",
        facts={"missing": missing[:80]},
    )
    for name, value in P.items():
        due = tuple(value.shape)
        check(own[name] == due, seen=f"{name} of shape {own[name]}", expected=f"shape {due}")
    model.load_state_dict(P, strict=False)
    return model


def case(rng, size):
    shape, (B, T) = size
    P = slow.random_parameters(rng, shape[:4])
    return P, torch.tensor(rng.integers(0, shape[0], (B, T)))


def answer(model, ids, V):
    out = model(ids.clone())
    check_array(out, shape=(*ids.shape, V), what=f"the scores for ids of shape {tuple(ids.shape)}")
    return out


def same(a, b, tolerance=1e-4):
    return a.shape == b.shape and torch.allclose(a.double(), b.double(), rtol=0, atol=tolerance)


def wrong_models(ids, P, shape):
    """Scores of models with one well-known mistake, by the message that names them."""
    L, H = shape[3:]
    right = slow.gpt(ids, P, L, H)
    wrong = {
        "no_last_norm": slow.gpt(ids, P, L, H, last=False),
        "norm_first": slow.gpt(ids, P, L, H, last=False, first=True),
        "no_positions": slow.gpt(ids, P, L, H, places=lambda table, ids: 0.0),
        "positions_of_batch": slow.gpt(
            ids, P, L, H, places=lambda table, ids: table[: len(ids)].unsqueeze(1)
        ),
        "blocks_once": slow.gpt(ids, P, L, H, layers=1),
        "probabilities": right.softmax(dim=-1),
        "scaled_tokens": slow.gpt(ids, P, L, H, size=math.sqrt(shape[2])),
    }
    return right, wrong


def mistake(model, ids, P, shape):
    """The one well-known mistake that the learner's model turns out to be, if it is one."""
    seen = answer(model, ids, shape[0]).detach()
    named = [k for k, scores in wrong_models(ids, P, shape)[1].items() if same(seen, scores)]
    return named[0] if len(named) == 1 else None


def agrees(model, ids, P, shape):
    seen = answer(model, ids, shape[0]).detach()
    right, _ = wrong_models(ids, P, shape)
    off = float((seen.double() - right).abs().max())
    check(
        same(seen, right),
        what="the scores",
        seen=f"scores that are up to {off:.3g} off",
        expected="those of the formula",
        cause=None if same(seen, right) else mistake(model, ids, P, shape),
        facts={"layers": shape[3]},
    )


def test_parameters(rng):
    for shape, _ in SIZES:
        P = slow.random_parameters(rng, shape[:4])
        model = made(P, shape)
        own = {name: value.numel() for name, value in model.named_parameters()}
        extra = sorted(set(own) - set(P))
        check(
            not extra,
            seen=f"more parameters: {', '.join(extra)}"[:200],
            expected="tokens, positions, blocks and ln",
            cause="untied" if sum(own[name] for name in extra) >= shape[0] * shape[2] else None,
            facts={"extra": sum(own[name] for name in extra), "names": ", ".join(extra)[:60]},
        )


def test_logits(rng):
    for size in SIZES:
        P, ids = case(rng, size)
        model = made(P, size[0])
        agrees(model, ids, P, size[0])
        agrees(model, ids[:1, :3], P, size[0])


def test_positions(rng):
    """One token, repeated: without positions all places would get the same scores."""
    for size in SIZES:
        P, ids = case(rng, size)
        model = made(P, size[0])
        scores = answer(model, torch.full_like(ids, 2), size[0][0]).detach()
        apart = float((scores[0, 0] - scores[0, -1]).abs().max())
        check(
            apart > 1e-3,
            seen="the same scores at the first and the last of many equal tokens",
            expected="other scores in other places",
            cause=None if apart > 1e-3 else mistake(model, ids, P, size[0]),
        )


def test_no_position_sees_the_future(rng):
    for size in SIZES:
        P, ids = case(rng, size)
        model, V = made(P, size[0]), size[0][0]
        before = answer(model, ids, V).detach()
        for j in range(1, ids.shape[1]):
            changed = ids.clone()
            changed[:, j] = (changed[:, j] + 1) % V
            moved = float((answer(model, changed, V).detach() - before)[:, :j].abs().max())
            check(
                moved <= 1e-4,
                seen=f"when token {j} was changed, scores before it moved by {moved:.3g}",
                expected="scores before the changed token do not move",
            )


def test_first_loss(rng):
    for V, D in ((50, 128), (100, 64)):
        model = GPT(V, 32, D, 2, 4)
        if model is None:
            not_started()
        ids = torch.tensor(rng.integers(0, V, (24, 32)))
        scores = answer(model, ids, V).detach()
        first = slow.mean(loss for _, loss, _ in slow.surprises(scores, ids))
        near = abs(first / math.log(V) - 1) <= 0.03
        check(
            near,
            what=f"the loss of an untrained model over {V} random tokens, D = {D}",
            seen=round(first, 3),
            expected=f"{math.log(V):.3f}, within 3 %",
            cause="loud_tables" if float(scores.std()) > 1 else None,
            facts={"seen": first, "V": V, "uniform": math.log(V)},
        )


def loss_of(z, ids, pad=None):
    """The learner's loss, as a number, of a model that gives the scores z."""
    given = (Scores(z.clone()), ids.clone())
    loss = gpt_loss(*given) if pad is None else gpt_loss(*given, pad=pad)
    check_array(loss, shape=(), what="gpt_loss(model, ids)", finite=False)
    return float(loss)


def batch(rng, V=6, B=3, T=5, size=2.0):
    z = torch.tensor(size * rng.normal(size=(B, T, V)))
    return z, torch.tensor(rng.integers(0, V, (B, T)))


def wrong_losses(z, ids):
    """What well-known mistakes give without padding, and what their messages need."""
    found = slow.surprises(z, ids)
    mean, n = slow.mean(loss for _, loss, _ in found), len(found)
    p = z.double().softmax(dim=-1)
    T = ids.shape[1]
    last = [loss for i, (_, loss, _) in enumerate(found) if i % (T - 1) == T - 2]
    causes = {
        "softmax_then_ce": slow.mean(loss for _, loss, _ in slow.surprises(p, ids)),
        "loss_in_bits": mean / LN2,
        "loss_sum": mean * n,
        "last_only": slow.mean(last),
        "divided_by_T": mean * n / ids.numel(),
    }
    for name, shift in (("no_shift", 0), ("double_shift", 2), ("shift_back", -1)):
        causes[name] = slow.mean(loss for _, loss, _ in slow.surprises(z, ids, shift))
    V = z.shape[-1]
    best = math.log(1 + (V - 1) / math.e)
    return mean, causes, {"n": n, "bt": ids.numel(), "ratio": 1 / LN2, "best": best}


def test_loss(rng):
    for sizes in ({}, {"V": 9, "B": 2, "T": 7}):
        z, ids = batch(rng, **sizes)
        mean, causes, facts = wrong_losses(z, ids)
        check_close(
            loss_of(z, ids), mean, what="the loss of random scores", causes=causes, facts=facts
        )


def test_uniform_model(rng):
    for V in (6, 50):
        z, ids = torch.full((3, 5, V), 1.5, dtype=torch.float64), batch(rng)[1]
        facts = {"n": 12, "bt": 15, "ratio": 1 / LN2}
        causes = {
            "loss_in_bits": math.log2(V),
            "loss_sum": 12 * math.log(V),
            "divided_by_T": 12 / 15 * math.log(V),
        }
        what = f"the loss of a model without an opinion over {V} tokens"
        check_close(loss_of(z, ids), math.log(V), what=what, causes=causes, facts=facts)


def test_padding(rng):
    """Sequences of 5, 3 and 2 tokens, filled up with a token of their own."""
    V, pad = 7, 4
    z, _ = batch(rng, V=V)
    ids = torch.full((3, 5), pad)
    for row, length in enumerate((5, 3, 2)):
        others = torch.tensor([v for v in range(V) if v != pad])
        ids[row, :length] = others[torch.tensor(rng.integers(0, V - 1, length))]
    found = slow.surprises(z, ids)
    kept = [(loss, b) for token, loss, b in found if token != pad]
    by_input = [loss for (_, loss, b), read in zip(found, ids[:, :-1].flatten()) if read != pad]
    every = [loss for _, loss, _ in found]
    check_close(
        loss_of(z, ids, pad),
        slow.mean(loss for loss, _ in kept),
        what="the loss of sequences of 5, 3 and 2 tokens",
        causes={
            "pads_counted": slow.mean(every),
            "pads_in_divisor": math.fsum(loss for loss, _ in kept) / len(every),
            "pads_by_input": slow.mean(by_input),
            "mean_of_means": slow.mean(
                slow.mean(loss for loss, b in kept if b == row) for row in range(3)
            ),
        },
        facts={"n": len(kept)},
    )


def test_large_scores(rng):
    z, ids = batch(rng, size=3000.0)
    mean, causes, facts = wrong_losses(z, ids)
    seen = loss_of(z, ids)
    with_zeros = (z.softmax(dim=-1)[:, :-1].gather(-1, ids[:, 1:, None]) == 0).any()
    check(
        math.isfinite(seen),
        seen=seen,
        expected=f"{mean:.6g}",
        cause="overflow" if with_zeros else None,
        what="the loss for scores in the thousands",
    )
    check_close(seen, mean, what="the loss for scores in the thousands", causes=causes, facts=facts)


def test_gradients(rng):
    size = SIZES[0]
    P, ids = case(rng, size)
    model = made(P, size[0])
    answer(model, ids, size[0][0])
    loss = gpt_loss(model, ids.clone())
    check_array(loss, shape=(), what="gpt_loss(model, ids)")
    check(
        bool(loss.requires_grad),
        seen="a loss that no gradient can pass through",
        expected="a loss that is connected to the parameters",
        cause="detached",
        facts={"name": "every parameter"},
    )
    loss.backward()
    own = {name: value.grad for name, value in model.named_parameters()}
    exact = {name: value.double().requires_grad_() for name, value in P.items()}
    z = slow.gpt(ids, exact, *size[0][3:])[:, :-1].log_softmax(-1)
    (-z.gather(-1, ids[:, 1:, None]).mean()).backward()
    for name, value in exact.items():
        seen = own[name]
        check(
            seen is not None,
            seen=f"no gradient of {name}",
            expected="a gradient for every parameter",
            cause="detached",
            facts={"name": name},
        )
        check(
            torch.allclose(seen.double(), value.grad, rtol=1e-3, atol=1e-4),
            what=f"the gradient of {name}",
            seen=f"norm {float(seen.norm()):.4g}",
            expected=f"norm {float(value.grad.norm()):.4g}, each entry as the reference has it",
        )


def count_causes(V, context, D, L):
    """Counts with one part forgotten or counted twice, by the message that names them."""
    right = sum(math.prod(shape) for shape in slow.shapes(V, context, D, L).values())
    biases, norms = L * 9 * D, L * 4 * D + 2 * D
    return right, {
        "count_untied": right + V * D,
        "count_no_positions": right - context * D,
        "count_no_biases": right - biases,
        "count_no_last_norm": right - 2 * D,
        "count_no_norms": right - norms,
    }, {"count_no_biases": biases, "count_no_norms": norms}  # fmt: skip


def counted(shape):
    count = param_count(*shape)
    if count is None:
        not_started()
    right, causes, missing = count_causes(*shape)
    named = [name for name, value in causes.items() if value == count and value != right]
    check(
        count == right,
        what="param_count({}, {}, {}, {})".format(*shape),
        seen=count,
        expected=right,
        cause=named[0] if len(named) == 1 else None,
        facts={"missing": missing.get(named[0], 0) if named else 0},
    )


def test_count_is_the_model(rng):
    for shape in SHAPES:
        counted(shape)
    for _ in range(5):
        V, context, D, L = (int(n) for n in rng.integers(2, 40, 4))
        counted((V, context, D, L))


def test_gpt2(rng):
    counted((50257, 1024, 768, 12))
    count = param_count(50257, 1024, 768, 12)
    check(count == 124_439_808, seen=count, expected="124439808")
    check(isinstance(count, int), seen=type(count).__name__, expected="an int")
