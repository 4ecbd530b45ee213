"""embedding_backward, in the order of the tasks."""

import numpy as np
import slow
from evidence import check, check_array, check_close, unchanged
from solution import embedding_backward


def answer(ids, dy, V):
    (N, E), top = dy.shape, int(ids.max()) + 1
    out = embedding_backward(ids.copy(), dy.copy(), V)
    check_array(out, what="embedding_backward(ids, dy, V)", finite=False)
    causes = {(top, E): "from_max_id", (N, E): "rows_of_dy", (E, V): "transposed"}
    distinct = len({V, N, top}) == 3 and E != V
    check(
        out.shape == (V, E),
        seen=f"shape {out.shape}",
        expected=f"shape {(V, E)}",
        cause=causes.get(out.shape) if distinct else None,
        facts={"rows": top, "N": N},
    )
    check_array(out, what="embedding_backward(ids, dy, V)", dtype="f8")
    return out


def mistakes(ids, dy, V):
    last, first = np.zeros((V, dy.shape[1])), np.zeros((V, dy.shape[1]))
    last[ids] = dy
    first[ids[::-1]] = dy[::-1]
    right = slow.embedding_backward(ids, dy, V)
    times = np.maximum(np.bincount(ids, minlength=V), 1)[:, None]
    return {
        "fancy_plus_equals": last,
        "first_wins": first,
        "mean": right / times,
        "over_N": right / len(ids),
    }


def close(ids, dy, V, what):
    number, times = slow.most_common(ids)
    check_close(
        answer(ids, dy, V), slow.embedding_backward(ids, dy, V), what=what, rtol=1e-11,
        causes=mistakes(ids, dy, V), facts={"id": number, "times": times, "N": len(ids)},
    )  # fmt: skip


def test_shape_and_type(rng):
    for N, V, E in ((5, 9, 4), (12, 8, 3)):
        ids = rng.integers(0, V - 2, size=N)  # the last two rows are never looked up
        ids[0] = V - 3
        answer(ids, rng.normal(size=(N, E)), V)


def test_each_id_once(rng):
    ids = rng.permutation(9)[:6]
    close(ids, rng.normal(size=(6, 3)), 9, "the gradient where no row is looked up twice")


def test_repeated_ids(rng):
    ids = np.array([3, 1, 3, 0, 3, 1, 3])
    close(ids, rng.normal(size=(7, 2)), 5, "the gradient where rows are looked up again")


def test_against_one_hot(rng):
    for N, V, E in ((40, 7, 3), (5, 31, 2), (200, 11, 6)):
        ids, dy = rng.integers(0, V, size=N), rng.normal(size=(N, E))
        one_hot = np.eye(V)[ids]  # (N, V): small here
        check_close(
            answer(ids, dy, V), one_hot.T @ dy, what=f"the gradient for N={N}, V={V}, E={E}",
            rtol=1e-10, causes=mistakes(ids, dy, V),
            facts=dict(zip(("id", "times"), slow.most_common(ids))) | {"N": N},
        )  # fmt: skip


def test_a_loss_moves_as_it_says(rng):
    table, ids = rng.normal(size=(5, 3)), np.array([4, 0, 4, 4, 2, 0])
    gradient = answer(ids, np.cos(table[ids]), 5)
    h = 1e-5
    for place in ((4, 0), (0, 2), (1, 1)):
        up, down = table.copy(), table.copy()
        up[place] += h
        down[place] -= h
        measured = (np.sin(up[ids]).sum() - np.sin(down[ids]).sum()) / (2 * h)
        check_close(
            gradient[place], measured, what=f"the slope at row {place[0]}, column {place[1]}",
            rtol=1e-6, atol=1e-8,
        )  # fmt: skip


def test_memory(rng, peak_memory):
    N, V, E = 3000, 20_000, 8
    ids, dy = rng.integers(0, V, size=N), rng.normal(size=(N, E))
    with peak_memory() as used:
        embedding_backward(ids, dy, V)
    dense = N * V * 8 / 2**20
    check(
        used.mib < 40,
        seen=f"{used.mib:.0f} MiB at N=3000, V=20000, E=8",
        expected="less than 40 MiB",
        cause="dense_onehot" if used.mib > dense / 9 else None,
        facts={"mib": used.mib, "dense": dense, "result": V * E * 8 / 2**20},
    )


def test_inputs_are_untouched(rng):
    ids, dy = np.array([1, 0, 1, 1]), rng.normal(size=(4, 3))
    with unchanged(ids=ids, dy=dy):
        embedding_backward(ids, dy, 3)
