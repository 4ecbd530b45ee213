import numpy as np

CONTEXT = 8  # characters that the model sees


def init_params(V: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Parameters of an untrained model over V characters."""
    E, H = 10, 128
    return {
        "table": rng.normal(size=(V, E)),
        "W1": rng.normal(size=(CONTEXT * E, H)) / np.sqrt(CONTEXT * E),
        "b1": np.zeros(H),
        "W2": rng.normal(size=(H, V)) * 0.01,  # scores near 0: no guess yet
        "b2": np.zeros(V),
    }


def loss_and_grads(
    params: dict[str, np.ndarray], X: np.ndarray, y: np.ndarray
) -> tuple[float, dict[str, np.ndarray]]:
    """Mean loss in nats of contexts X (B, 8) and what came, y (B,); and its gradients."""
    B, rows = len(y), np.arange(len(y))
    x = params["table"][X].reshape(B, -1)  # (B, 8 E): vectors side by side
    h = np.tanh(x @ params["W1"] + params["b1"])  # (B, H)
    z = h @ params["W2"] + params["b2"]  # (B, V)
    z -= z.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))

    dz = np.exp(logp)  # (B, V)
    dz[rows, y] -= 1.0
    dz /= B
    da = (dz @ params["W2"].T) * (1.0 - h**2)  # (B, H): before the tanh
    dx = da @ params["W1"].T  # (B, 8 E)
    dtable = np.zeros_like(params["table"])
    np.add.at(dtable, X, dx.reshape(*X.shape, -1))
    grads = {"table": dtable, "W1": x.T @ da, "b1": da.sum(0), "W2": h.T @ dz, "b2": dz.sum(0)}
    return -logp[rows, y].sum(), grads


def train_mlp_lm(ids, V, seconds, clock, rng):
    """Parameters trained on the text `ids` (N,), and the losses on the way, in bits."""
    params, losses = init_params(V, rng), []
    start, used, step = clock(), 0.0, 0
    while used < seconds:
        ends = rng.integers(CONTEXT, len(ids), size=32)
        X = ids[ends[:, None] + np.arange(-CONTEXT, 0)]  # (32, 8)
        loss, grads = loss_and_grads(params, X, ids[ends])
        rate = 0.5 * max(0.02, 1.0 - used / seconds)
        for name, gradient in grads.items():
            params[name] -= rate * gradient
        losses.append(loss / np.log(2))
        step += 1
        if step % 20 == 0:
            used = clock() - start
    return params, losses
