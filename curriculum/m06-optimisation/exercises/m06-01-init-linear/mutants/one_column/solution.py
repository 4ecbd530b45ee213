import numpy as np

GAIN = {"linear": 1.0, "tanh": 5 / 3, "relu": np.sqrt(2)}


def init_linear(fan_in: int, fan_out: int, act: str, rng: np.random.Generator) -> np.ndarray:
    """Weights (fan_in, fan_out) of a layer x @ W before `act`; ValueError if act is unknown."""
    if act not in GAIN:
        raise ValueError(f"act is {act!r}, known are {', '.join(GAIN)}")
    return np.repeat(
        rng.normal(scale=GAIN[act] / np.sqrt(fan_in), size=(fan_in, 1)), fan_out, axis=1
    )
