"""What typical mistakes give, by the message that names them."""

import numpy as np
import slow


def of_lengths(dX):
    """Right slopes (T, B, E), and something else than their mean length."""
    back = dX[::-1]
    right = slow.by_lag(dX)
    return {
        "wrong_end": right[::-1],
        "norm_of_sum": np.linalg.norm(back.sum(axis=1), axis=1),
        "norm_of_sum ": np.linalg.norm(back.mean(axis=1), axis=1),
        "one_norm": np.linalg.norm(back, axis=(1, 2)),
        "squared": (back**2).sum(axis=2).mean(axis=1),
        "entries": np.abs(back).mean(axis=(1, 2)),
        "lanes_summed": right * dX.shape[1],
        "relative": right / right[0],
        "logarithm": np.log(right),
        "logarithm ": np.log10(right),
    }


def of_plain(P, X, dhT):
    """The plain net backwards with one line changed."""
    H, _ = slow.plain(X, P, *dhT.shape)
    old = [np.zeros_like(dhT), *H[:-1]]
    turned = P | {"Wh": P["Wh"].T}
    return {
        "missing_dtanh": back(P, [np.zeros_like(dhT)] * len(X), dhT),
        "old_state": back(P, old, dhT),
        "not_transposed": back(turned, H, dhT),
        "state_slopes": back(P | {"Wx": np.eye(len(P["Wh"]))}, H, dhT, states=True),
    }


def back(P, H, dhT, states=False):
    """Mean length of the slopes of the inputs, or of the hidden states."""
    dh, lengths = dhT, []
    for h in H[::-1]:
        da = dh * (1 - h**2)
        lengths.append(np.linalg.norm(dh if states else da @ P["Wx"].T, axis=1).mean())
        dh = da @ P["Wh"].T
    return np.array(lengths)


def of_both(P, X, dhT):
    """Mistakes that both nets know: other losses, and other lengths."""
    everywhere = np.repeat(dhT[None], len(X), axis=0)
    at_end = slow.at_the_end(X, dhT)
    found = of_lengths(slow.slopes(P, X, at_end))
    found["every_step"] = slow.by_lag(slow.slopes(P, X, everywhere))
    found["ones"] = slow.by_lag(slow.slopes(P, X, slow.at_the_end(X, np.ones_like(dhT))))
    return found


def of_net(P, X, dhT):
    found = of_both(P, X, dhT)
    if P["Wh"].shape[0] == P["Wh"].shape[1]:
        return found | of_plain(P, X, dhT)
    cell_too = slow.slopes(P, X, slow.at_the_end(X, dhT), dhT)
    return found | {"cell_too": slow.by_lag(cell_too)}
