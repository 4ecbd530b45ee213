"""gradient_vs_lag, in the order of the tasks."""

import mistakes
import numpy as np
import slow
from evidence import check, check_array, check_close, plot, unchanged
from solution import gradient_vs_lag

SIZES = ((6, 3, 2, 5), (5, 2, 4, 3), (1, 4, 3, 2))  # T, B, E, D
AXES = ("steps back",)


def draw(rng, T, B, E, D, blocks):
    """P, X and dhT of a plain net (one block of columns) or of an LSTM (four)."""
    P = {
        "Wx": 0.6 * rng.normal(size=(E, blocks * D)),
        "Wh": 0.6 * rng.normal(size=(D, blocks * D)),
        "b": 0.5 * rng.normal(size=blocks * D),
    }
    return P, rng.normal(size=(T, B, E)), rng.normal(size=(B, D))


def answer(P, X, dhT):
    """What the solution gives for copies."""
    given = {name: part.copy() for name, part in P.items()}
    return gradient_vs_lag(given, X.copy(), dhT.copy())


def agrees(P, X, dhT, what):
    seen = answer(P, X, dhT)
    check_array(seen, shape=(len(X),), dtype="f8", what=what)
    right = slow.by_lag(slow.slopes(P, X, slow.at_the_end(X, dhT)))
    causes = mistakes.of_net(P, X, dhT) if len(X) > 1 else {}
    causes = {name.strip(): gives for name, gives in best(causes, seen).items()}
    check_close(seen, right, what=what, rtol=1e-8, atol=1e-14, causes=causes, axes=AXES)


def best(causes, seen):
    """Of two ways to make one mistake (the second has a blank behind its name), what was seen."""
    hit = {n: g for n, g in causes.items() if n.endswith(" ") and np.allclose(g, seen, 1e-8, 0)}
    kept = {name: gives for name, gives in causes.items() if not name.endswith(" ")}
    return kept | {name.strip(): gives for name, gives in hit.items()}


def test_plain_net(rng):
    for size in SIZES:
        agrees(*draw(rng, *size, 1), f"the plain net of {size[0]} steps")


def test_lanes_do_not_cancel(rng):
    for blocks in (1, 4):
        P, X, dhT = draw(rng, 5, 1, 3, 4, blocks)
        alone = slow.by_lag(slow.slopes(P, X, slow.at_the_end(X, dhT)))
        seen = answer(P, np.repeat(X, 2, axis=1), np.concatenate([dhT, -dhT]))
        causes = {"norm_of_sum": np.zeros(5), "lanes_summed": 2 * alone}
        check_close(seen, alone, what="two lanes with opposite slopes", rtol=1e-8, causes=causes)


def linear(rng, T, radius):
    """A plain net that stays at 0, where tanh is a straight line, with its spectral radius."""
    B, E, D = 3, 2, 5
    others = radius * rng.uniform(0.2, 0.7, D - 1) * rng.choice([-1, 1], D - 1)
    turn = np.eye(D) + np.triu(0.3 * rng.normal(size=(D, D)), 1)
    Wh = turn @ np.diag([radius, *others]) @ np.linalg.inv(turn)
    P = {"Wx": rng.normal(size=(E, D)), "Wh": Wh, "b": np.zeros(D)}
    return P, np.zeros((T, B, E)), rng.normal(size=(B, D))


def test_powers_of_the_matrix(rng):
    P, X, dhT = linear(rng, 9, 0.9)
    powers = [np.linalg.matrix_power(P["Wh"].T, k) for k in range(9)]
    right = np.array([np.linalg.norm(dhT @ W @ P["Wx"].T, axis=1).mean() for W in powers])
    seen = answer(P, X, dhT)
    causes = {"wrong_end": right[::-1]}
    check_close(seen, right, what="the linear net", rtol=1e-8, atol=1e-14, causes=causes)


def test_spectral_radius(rng):
    for radius in (0.8, 1.0, 1.2):
        seen = answer(*linear(rng, 81, radius))
        check_array(seen, shape=(81,), dtype="f8", what="81 steps")
        check(bool((seen > 0).all()), seen=seen.min(), expected="positive lengths")
        rate = np.log(seen[80] / seen[40]) / 40
        right = float(np.log(radius))
        cause = "wrong_end" if radius != 1 and abs(rate + right) < 1e-2 else None
        check(abs(rate - right) < 1e-2, seen=rate, expected=right, cause=cause, what="log ρ")


def test_lstm(rng):
    for size in SIZES:
        agrees(*draw(rng, *size, 4), f"the LSTM of {size[0]} steps")


def test_forget_gate_alone(rng):
    """Wh = 0 and candidates of 0: the cell stays 0, and nothing but its forget gate is left."""
    T, B, E, D = 12, 3, 2, 4
    for bias in (0.0, 1.0, 3.0):
        P, _, dhT = draw(rng, T, B, E, D, 4)
        P["Wh"][:] = P["b"][2 * D : 3 * D] = 0.0
        P["b"][D : 2 * D] = bias
        i, o = (slow.sigmoid(P["b"][k * D : (k + 1) * D]) for k in (0, 3))
        first = np.linalg.norm((dhT * o * i) @ P["Wx"][:, 2 * D : 3 * D].T, axis=1).mean()
        right = first * slow.sigmoid(bias) ** np.arange(T)
        seen = answer(P, np.zeros((T, B, E)), dhT)
        causes = {"wrong_end": right[::-1]}
        what = f"a forget bias of {bias:g}"
        check_close(seen, right, what=what, rtol=1e-8, atol=1e-14, causes=causes)


def test_forget_bias(rng):
    """One LSTM with three biases, all else equal: the larger, the more arrives from afar."""
    T, B, E, D = 41, 3, 4, 16
    Wx, Wh = rng.normal(size=(E, 4 * D)) / 2, 0.5 * rng.normal(size=(D, 4 * D)) / np.sqrt(D)
    X, dhT = rng.normal(size=(T, B, E)), rng.normal(size=(B, D))
    curves = {}
    for bias in (1, 0, 3):
        b = np.repeat([0.0, bias, 0.0, 0.0], D)
        seen = answer({"Wx": Wx, "Wh": Wh, "b": b}, X, dhT)
        check_array(seen, shape=(T,), dtype="f8", what=f"forget bias {bias}")
        curves[f"forget bias {bias}"] = seen
    zero, one, three = (curves[f"forget bias {bias}"] for bias in (0, 1, 3))
    points = {name: list(enumerate(map(float, seen))) for name, seen in curves.items()}
    plot("How much arrives", points, x="steps back", y="mean length of the slope", log="y")
    cause = "wrong_end" if zero[0] < one[0] < three[0] and zero[0] < 1e-3 * zero[-1] else None
    shown = {"seen": f"{zero[40]:.2g}, {one[40]:.2g}, {three[40]:.2g}", "cause": cause}
    check(
        3 * zero[40] < one[40] and 3 * one[40] < three[40], **shown, expected="far apart, rising",
        what="what arrives after 40 steps for biases of 0, 1 and 3",
    )  # fmt: skip


def test_inputs_are_untouched(rng):
    for blocks in (1, 4):
        P, X, dhT = draw(rng, 4, 3, 2, 5, blocks)
        with unchanged(X=X, dhT=dhT, **{f"P[{name!r}]": part for name, part in P.items()}):
            gradient_vs_lag(P, X, dhT)
