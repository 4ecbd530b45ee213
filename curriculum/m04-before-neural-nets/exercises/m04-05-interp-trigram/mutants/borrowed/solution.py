import numpy as np


def expert_probs(train: np.ndarray, V: int, contexts: np.ndarray) -> np.ndarray:
    """What four experts expect after each context, (M, 4, V); expert j knows j - 1 tokens of it."""
    u, v = contexts[:, 0], contexts[:, 1]  # (M,), (M,)
    nothing = np.zeros((len(contexts), V))
    one = nothing + np.bincount(train, minlength=V)  # (M, V): the same after every context
    two = follow(train[:-1], train[1:], V, V)[v]
    three = follow(train[:-2] * V + train[1:-1], train[2:], V * V, V)[u * V + v]
    counts = np.stack([nothing, one, two, three], axis=1)  # (M, 4, V)
    totals = counts.sum(axis=2, keepdims=True)  # (M, 4, 1): how often each was followed
    experts = np.full(counts.shape, 1 / V)  # for contexts without counts
    np.divide(counts, totals, out=experts, where=totals > 0)
    unseen = totals[:, 3, 0] == 0
    experts[unseen, 3] = experts[unseen, 2]
    return experts


def follow(before: np.ndarray, after: np.ndarray, rows: int, V: int) -> np.ndarray:
    """How often each of V tokens came after each context, (rows, V)."""
    return np.bincount(before * V + after, minlength=rows * V).reshape(rows, V)


def interp_probs(train: np.ndarray, V: int, lam: np.ndarray, contexts: np.ndarray) -> np.ndarray:
    """The experts' mix after each context, (M, V)."""
    return np.einsum("j,mjv->mv", lam, expert_probs(train, V, contexts))


def em_step(p: np.ndarray, lam: np.ndarray) -> np.ndarray:
    """New weights (4,): each expert's mean share of the credit for what came, p (T, 4)."""
    put_in = lam * p  # (T, 4)
    shares = put_in / put_in.sum(axis=1, keepdims=True)  # every place has one thanks to give
    return shares.mean(axis=0)


def fit_interp(train: np.ndarray, held_out: np.ndarray, V: int) -> np.ndarray:
    """Weights (4,) under which the mix, counted from train, suits the held-out text best."""
    contexts = np.stack([held_out[:-2], held_out[1:-1]], axis=1)  # (T, 2)
    came = held_out[2:]  # (T,)
    p = expert_probs(train, V, contexts)[np.arange(len(came)), :, came]  # (T, 4)
    lam = np.full(4, 0.25)
    for _ in range(400):
        lam = em_step(p, lam)
    return lam
