"""momentum_step, in the order of the tasks."""

import numpy as np
from evidence import check, check_close, unchanged
from slow import close_step, draw, step
from solution import momentum_step


def test_shape_and_type(rng):
    for shape in ((4,), (3, 5), (2, 3, 4), (1,)):
        step(*draw(rng, shape), 0.1, 0.9)


def test_from_rest(rng):
    for shape in ((4,), (3, 2)):
        p, g, _ = draw(rng, shape)
        beta = float(rng.uniform(0.7, 0.9))
        name = why_from_rest(p, g, beta)
        faded = np.stack([p - 0.2 * beta * g, beta * g])
        more = {name: faded} if name else {}
        close_step(p, g, 0 * p, 0.2, beta, "p and u after the first step, from rest", more)


def why_from_rest(p, g, beta):
    """From rest two mistakes both give beta g; with a velocity they differ."""
    u = 1.0 + np.abs(g)
    velocity = step(p, g, u, 0.2, beta)[1]
    found = {"shares_swapped": (1 - beta) * u + beta * g, "beta_on_both": beta * (u + g)}
    return next((name for name, seen in found.items() if np.allclose(velocity, seen)), None)


def test_one_step(rng):
    for shape in ((4,), (3, 2), (5,)):
        p, g, u = draw(rng, shape)
        lr, beta = float(rng.uniform(0.1, 0.5)), float(rng.uniform(0.6, 0.95))
        close_step(p, g, u, lr, beta, "p and u after one step", own_memory(p, g, u, lr, beta))


def own_memory(p, g, u, lr, beta):
    """What a solution gives that goes on from the velocity it returned last, and not from u."""
    first = step(p, g, u, lr, beta)[1]
    again = step(p, g, u, lr, beta)[1]
    if np.allclose(first, again) or not np.allclose(again, beta * first + g):
        return {}
    third = beta * again + g
    return {"own_memory": np.stack([p - lr * third, third])}


def test_no_memory(rng):
    p, g, u = draw(rng, (4, 3))
    seen = step(p, g, u, 0.3, 0.0)
    check_close(seen[0], p - 0.3 * g, what="p after one step with beta = 0", rtol=1e-12)
    check_close(seen[1], g, what="u after one step with beta = 0", rtol=1e-12)


def test_terminal_velocity(rng):
    g = draw(rng, (3,))[1]
    for beta in (0.5, 0.9):
        p, u = np.zeros(3), np.zeros(3)
        for _ in range(300):
            before = p
            p, u = step(p, g, u, 0.1, beta)
        check_close(u, g / (1 - beta), what=f"u after 300 steps with one g, beta = {beta}")
        moved = 0.1 * g / (1 - beta)
        check_close(before - p, moved, what=f"the 300th step with one g, beta = {beta}", rtol=1e-8)


def parabola(start, curvature, lr, beta, steps):
    """Where the solution is on ½ λ p² before each step and after the last."""
    p, u = np.array([start]), np.zeros(1)
    places = [start]
    for _ in range(steps):
        p, u = step(p, curvature * p, u, lr, beta)
        places.append(float(p[0]))
    return np.array(places)


def closed_form(start, curvature, lr, beta, steps):
    """p(n) = A r₁ⁿ + B r₂ⁿ: two places in a row determine the next, without any velocity."""
    roots = np.roots([1.0, -(1 + beta - lr * curvature), beta]).astype(complex)
    first = start * (1 - lr * curvature)
    A, B = np.linalg.solve([[1, 1], roots], [start, first])
    powers = np.arange(steps + 1)
    return (A * roots[0] ** powers + B * roots[1] ** powers).real


def test_trace_on_a_parabola(rng):
    for beta in (0.9, 0.3):
        start, curvature, lr = rng.uniform(1, 2), rng.uniform(2, 4), rng.uniform(0.05, 0.2)
        seen = parabola(start, curvature, lr, beta, 40)
        right = closed_form(start, curvature, lr, beta, 40)
        check_close(
            seen, right, what=f"40 steps on a parabola, beta = {beta}", rtol=1e-7, atol=1e-9
        )


def test_the_wall(rng):
    for beta in (0.9, 0.5):
        curvature = float(rng.uniform(0.5, 5))
        wall = 2 * (1 + beta) / curvature
        below, beyond = (
            np.abs(parabola(1.0, curvature, share * wall, beta, 250)[-20:]).max()
            for share in (0.97, 1.03)
        )
        check(
            bool(below < 1.0 < 10.0 < beyond),
            seen=f"distances of {below:.2g} at 0.97 and {beyond:.2g} at 1.03 times the wall",
            expected="less than 1 below the wall, more than 10 beyond it",
            what=f"250 steps on a parabola with beta = {beta}",
        )


def test_the_rate_changes(rng):
    p, g, u = draw(rng, (3, 4))
    p, u = step(p, g, u, 0.1, 0.8)
    close_step(p, 0.5 * g, u, 0.4, 0.8, "p and u after a step with another rate")


def test_two_trainings_at_once(rng):
    one, two = draw(rng, (3,)), draw(rng, (3,))
    for _ in range(3):
        for p, g, u in (one, two):
            close_step(p, g, u, 0.1, 0.9, "p and u, with another training under way")
        one, two = ((*step(p, g, u, 0.1, 0.9)[:1], g, u + g) for p, g, u in (one, two))


def test_inputs_are_untouched(rng):
    p, g, u = draw(rng, (4, 2))
    with unchanged(p=p, g=g, u=u):
        momentum_step(p, g, u, 0.1, 0.9)
