import numpy as np
from lstm import lstm_backward, lstm_forward

Arrays = dict[str, np.ndarray]


def plain_slopes(P: Arrays, X: np.ndarray, dhT: np.ndarray) -> np.ndarray:
    """Slopes of the inputs (T, B, E) of the net h = tanh(x Wx + h Wh + b), given that of h_T."""
    H = [np.zeros_like(dhT)]
    for x in X:
        H.append(np.tanh(x @ P["Wx"] + H[-1] @ P["Wh"] + P["b"]))
    dX, dh = [], dhT
    for h in H[:0:-1]:  # h_T first, h_1 last
        da = dh * (1 - h**2)
        dX.append(dh)
        dh = da @ P["Wh"].T
    return np.stack(dX[::-1])


def lstm_slopes(P: Arrays, X: np.ndarray, dhT: np.ndarray) -> np.ndarray:
    """Slopes of the inputs (T, B, E) of an LSTM, given that of h_T."""
    start = np.zeros_like(dhT)
    H, _, cache = lstm_forward(X, start, start, P)
    dH = np.zeros_like(H)
    dH[-1] = dhT  # the only loss stands above the last step
    return lstm_backward(dH, start, cache)["X"]


def gradient_vs_lag(P: Arrays, X: np.ndarray, dhT: np.ndarray) -> np.ndarray:
    """Mean length, over the lanes, of the slope of the input read k steps before the last: (T,)."""
    D, columns = P["Wh"].shape
    dX = plain_slopes(P, X, dhT) if columns == D else lstm_slopes(P, X, dhT)
    lengths = np.sqrt((dX**2).sum(axis=2))  # (T, B)
    return lengths.mean(axis=1)[::-1]
