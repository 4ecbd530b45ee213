"""What well-known mistakes give, by the message that names them."""

import numpy as np
import slow


def of_m(g, m, t, b1, b2):
    return {
        "betas_swapped": b2 * m + (1 - b2) * g,
        "weights_swapped": (1 - b1) * m + b1 * g,
        "plain_sum": b1 * m + g,
        "kept_corrected": (b1 * m + (1 - b1) * g) / (1 - b1**t),
    }


def of_v(g, v, t, b1, b2):
    square = g * g
    return {
        "betas_swapped": b1 * v + (1 - b1) * square,
        "weights_swapped": (1 - b2) * v + b2 * square,
        "plain_sum": b2 * v + square,
        "no_square": b2 * v + (1 - b2) * g,
        "kept_corrected": (b2 * v + (1 - b2) * square) / (1 - b2**t),
    }


def of_step(g, m, v, t, b1, b2, eps):
    """In learning rates; without decay."""
    new_m, new_v = slow.averages(g, m, v, b1, b2)

    def ratio(first, second, in_m=1 - b1**t, in_v=1 - b2**t):
        return first / in_m / (np.sqrt(second / in_v) + eps)

    causes = {
        "no_bias_corr": ratio(new_m, new_v, 1, 1),
        "only_m_corr": ratio(new_m, new_v, in_v=1),
        "no_root": new_m / (1 - b1**t) / (new_v / (1 - b2**t) + eps),
        "ascent": -ratio(new_m, new_v),
        "t_plus_1": ratio(new_m, new_v, 1 - b1 ** (t + 1), 1 - b2 ** (t + 1)),
    }
    if t > 1:
        causes["t0"] = ratio(new_m, new_v, 1 - b1 ** (t - 1), 1 - b2 ** (t - 1))
        causes["stale"] = ratio(m, v)
    return causes


def of_eps(g, m, v, t, b1, b2, eps):
    new_m, new_v = slow.averages(g, m, v, b1, b2)
    mean, square = new_m / (1 - b1**t), new_v / (1 - b2**t)
    return {
        "eps_inside_sqrt": mean / np.sqrt(square + eps),
        "eps_missing": mean / np.sqrt(square),
        "eps_before_correction": mean / (np.sqrt(square) + eps / np.sqrt(1 - b2**t)),
    }


def of_decay(p, g, m, v, t, lr, b1, b2, eps, wd):
    """p after the step."""

    def moved(gradient):
        return lr * slow.direction(*slow.averages(gradient, m, v, b1, b2), t, b1, b2, eps)

    step = moved(g)
    return {
        "l2_in_grad": p - moved(g + wd * p),
        "decay_without_lr": p * (1 - wd) - step,
        "no_decay": p - step,
        "decay_after": (p - step) * (1 - lr * wd),
    }
