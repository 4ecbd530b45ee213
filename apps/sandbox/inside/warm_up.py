"""The test every checker zygote runs once, so that pytest's machinery is loaded."""

import numpy as np
import pytest


def test_warm_up(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pytest.approx([1.0, 2.0]) == [1, 2]
    np.testing.assert_allclose(np.ones(2), np.ones(2))
    with pytest.raises(ValueError, match="warm"):
        raise ValueError("warm")
