"""health_report, in the order of the tasks."""

import numpy as np
from evidence import unchanged
from layers import KEYS, close, relu_layer, report, tanh_layer
from solution import health_report


def close_in_all(acts, key, what):
    for layer, (kind, h) in zip(report(acts), acts, strict=True):
        close(layer, kind, h, key, f"{what} of a {kind} layer of shape {h.shape}")


def test_one_dict_for_each_layer(rng):
    report([("relu", relu_layer(rng, 9, 6)), ("tanh", tanh_layer(rng, 9, 7))])
    report([("tanh", tanh_layer(rng, 5, 8))])


def test_standard_deviation(rng):
    acts = [("relu", relu_layer(rng, 12, 7)), ("tanh", tanh_layer(rng, 12, 9))]
    close_in_all(acts, "std", "the standard deviation")


def test_flat_entries_of_relu(rng):
    acts = [("relu", relu_layer(rng, 30, 11, 2)), ("relu", relu_layer(rng, 30, 8))]
    close_in_all(acts, "flat", "the share of flat entries")


def test_flat_entries_of_tanh(rng):
    acts = [("tanh", tanh_layer(rng, 30, 11, 1)), ("tanh", tanh_layer(rng, 30, 8, 0, 1))]
    close_in_all(acts, "flat", "the share of flat entries")


def test_the_edge(rng):
    h = np.array([[0.97, -0.97, 0.3, 0.1], [-0.98, 0.2, 0.972, -0.5]])
    acts = [("tanh", h)]
    close_in_all(acts, "flat", "the share of flat entries")


def test_dead_relu_units(rng):
    acts = [("relu", relu_layer(rng, 40, 13, dead)) for dead in (3, 1)]
    close_in_all(acts, "dead", "the share of dead units")
    mute = np.array([[0.0, 0.0, 0.0, 2.0], [0.0, 0.0, 0.0, 0.0], [0.0, 3.0, 0.0, 1.0]])
    close_in_all([("relu", mute)], "dead", "the share of dead units")


def test_dead_tanh_units(rng):
    acts = [("tanh", tanh_layer(rng, 40, 13, 3, 2)), ("tanh", tanh_layer(rng, 40, 9, 0, 2))]
    close_in_all(acts, "dead", "the share of dead units")


def test_planted_faults(rng):
    acts = [
        ("relu", relu_layer(rng, 50, 16, 9)),
        ("tanh", tanh_layer(rng, 50, 12, 7)),
        ("tanh", 1e-3 * tanh_layer(rng, 50, 14)),
        ("relu", 40.0 * relu_layer(rng, 50, 10)),
    ]
    for key in KEYS:
        close_in_all(acts, key, key)


def test_acts_are_untouched(rng):
    relu, tanh = relu_layer(rng, 6, 8, 1), tanh_layer(rng, 6, 7, 1)
    with unchanged(relu=relu, tanh=tanh):
        health_report([("relu", relu), ("tanh", tanh)])
