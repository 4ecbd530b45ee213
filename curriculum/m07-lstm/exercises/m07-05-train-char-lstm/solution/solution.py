import numpy as np
from lstm import adam, lanes, lstm_backward, lstm_forward

LIMIT = 1.0  # longest gradient, all parameters together


def init_params(V: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Parameters of an untrained model over V characters."""
    E, D = 16, 128
    params = {
        "Emb": rng.normal(size=(V, E)),
        "Wx": rng.normal(size=(E, 4 * D)) / np.sqrt(E),
        "Wh": rng.normal(size=(D, 4 * D)) / np.sqrt(D),
        "b": np.zeros(4 * D),
        "Wy": rng.normal(size=(D, V)) * 0.01,  # scores near 0: no guess yet
        "by": np.zeros(V),
    }
    params["b"][D : 2 * D] = 1.0  # cells begin by keeping
    return {name: p.astype(np.float32) for name, p in params.items()}


def loss_and_grads(params, x, y, h, c):
    """Mean loss in nats of a stretch x, y (T, B), its gradients, and the state after it.

    h, c (B, D): the state before the stretch, which takes no gradient.
    """
    T, B = x.shape
    H, cT, cache = lstm_forward(params["Emb"][x], h, c, params)
    flat, rows = H.reshape(T * B, -1), np.arange(T * B)  # (T B, D)
    z = flat @ params["Wy"] + params["by"]  # (T B, V)
    z -= z.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))

    dz = np.exp(logp)
    dz[rows, y.ravel()] -= 1.0
    dz /= T * B
    dH = (dz @ params["Wy"].T).reshape(H.shape)
    inner = lstm_backward(dH, np.zeros_like(cT), cache)
    grads = {name: inner[name] for name in ("Wx", "Wh", "b")}
    grads["Emb"] = np.zeros_like(params["Emb"])
    np.add.at(grads["Emb"], x, inner["X"])
    grads["Wy"], grads["by"] = flat.T @ dz, dz.sum(axis=0)
    return -logp[rows, y.ravel()].mean(), grads, H[-1], cT


def update(params, grads, memory, rate):
    """New parameters after one step of Adam, the gradients clipped; `memory` begins empty."""
    norm = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    scale = min(1.0, LIMIT / norm)
    return adam(params, {name: scale * g for name, g in grads.items()}, memory, rate)


def train_char_lstm(ids, V, seconds, clock, rng):
    """Parameters trained on the text `ids` (N,), and the losses on the way, in bits."""
    params, memory, losses = init_params(V, rng), {}, []
    B, T, D = min(32, len(ids) // 40), 32, len(params["Wh"])
    begin, used = clock(), 0.0
    while used < seconds:
        h, c = np.zeros((2, B, D), np.float32)  # the text from its beginning
        for x, y in lanes(ids, B, T):
            loss, grads, h, c = loss_and_grads(params, x, y, h, c)
            rate = 0.02 * min(1.0, (len(losses) + 1) / 50) * (1.0 - used / seconds)
            params = update(params, grads, memory, rate)
            losses.append(float(loss / np.log(2)))
            used = clock() - begin
            if used >= seconds:
                break
    return params, losses
