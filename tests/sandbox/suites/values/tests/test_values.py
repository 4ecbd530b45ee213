"""What a test may do with a learner's module. Passes bare, and must pass through the proxy."""

import copy
import fractions
import math
import random

import numpy as np
import pytest
import solution
from solution import Keeper, Layer, OwnError, Point, Vector, same

PLAIN = [
    None, True, False, 0, -1, 2**63, -(2**200), 0.1, math.inf, 1 + 2j, "", "é\ud800", b"\0x",
    [], [1, 2.5, "x"], [1, 2, 3], [0.5, 1.5], (), (1, (2, 3)), {}, {"a": 1, 2: [3]}, {1, 2},
    frozenset({3}), range(1, 9, 2), slice(1, None), ..., fractions.Fraction(1, 3), bytearray(b"ab"),
    int, ValueError, np.float32,
]  # fmt: skip


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_plain_values(value):
    answer = same(value)
    assert type(answer) is type(value)
    assert answer == value
    assert solution.kind(value) == type(value).__name__


def test_nan_and_negative_zero():
    assert math.isnan(same(float("nan")))
    assert math.copysign(1, same(-0.0)) == -1


@pytest.mark.parametrize(
    "dtype",
    [
        "f2",
        "f4",
        "f8",
        "i1",
        "i2",
        "i4",
        "i8",
        "u1",
        "u2",
        "u4",
        "u8",
        "?",
        "c8",
        "c16",
        "U3",
        "S3",
        ">f8",
    ],
)
def test_arrays(dtype):
    array = np.array([[1, 0, 1], [0, 1, 1]]).astype(dtype)
    answer = solution.apply(lambda x: x.copy(), array)
    assert answer.dtype == array.dtype
    assert np.array_equal(answer, array)


@pytest.mark.parametrize("shape", [(), (0,), (3, 0), (1, 1), (2, 3, 4)])
def test_shapes(shape):
    array = np.full(shape, 2.0)
    assert np.array_equal(same(array), array)
    assert same(array).shape == shape


def test_numpy_scalars():
    assert type(same(np.float32(1.5))) is np.float32
    assert type(same(np.int64(3))) is np.int64
    assert same(np.bool_(True)) == np.True_


def test_layout():
    array = np.arange(24.0).reshape(4, 6)
    for view in (array, array.T, array[:, ::2], array[::-1], np.asfortranarray(array)):
        expected = bool(view.flags.c_contiguous), bool(view.flags.f_contiguous), view.shape
        assert solution.layout(view) == expected
        assert np.array_equal(solution.apply(np.array, view), view)


def test_read_only_arrays_stay_so():
    array = np.ones(3)
    array.flags.writeable = False
    with pytest.raises(ValueError, match="read-only"):
        solution.zero(array)


def test_arguments_are_changed_in_place():
    array = np.ones((2, 3))
    solution.zero(array)
    assert not array.any()
    view = np.ones((4, 4))
    solution.zero(view[1:3, ::2])
    assert view.sum() == 12
    items = [1]
    solution.append(items, 2)
    assert items == [1, 2]
    nested = {"deep": [np.ones(2)]}
    solution.zero(nested["deep"][0])
    assert not nested["deep"][0].any()


def test_identity():
    array, items = np.ones(2), [1]
    assert same(array) is array
    assert same(items) is items
    assert solution.apply(lambda x: x.copy(), array) is not array


def test_a_kept_argument_is_changed_later():
    array = np.zeros(2)
    keeper = Keeper(array)
    keeper.change()
    keeper.change()
    assert array.tolist() == [2, 2]
    array[0] = 10
    keeper.change()
    assert array.tolist() == [11, 3]


def test_attributes_are_changed_from_here():
    layer = Layer(3)
    layer.weights[1] = 5
    layer.grads["w"] *= 2
    assert layer.total() == 11
    layer.grads["w"] = np.zeros(3)
    layer.step()
    assert layer.weights.tolist() == [1, 6, 1]
    assert layer.total() == 8
    layer.weights = np.ones(3)
    assert layer.total() == 3


def test_generators_of_numpy():
    ours, theirs = np.random.default_rng(5), np.random.default_rng(5)
    assert np.array_equal(solution.draw(theirs, 4), ours.normal(size=4))
    assert theirs.random() == ours.random()


def test_global_seeds():
    np.random.seed(3)
    random.seed(3)
    first = solution.draw_global(2)
    np.random.seed(3)
    random.seed(3)
    assert solution.draw_global(2) == first


def test_arguments_by_name():
    assert solution.total(1, 2, scale=3, extra=4) == 21
    with pytest.raises(TypeError):
        same()


def test_callbacks():
    assert solution.apply_twice(lambda x: x + 3, 1) == 7
    assert solution.apply(np.tanh, 0.0) == 0.0
    with pytest.raises(ZeroDivisionError):
        solution.apply(lambda: 1 / 0)

    class Model:
        scale = 3

        def predict(self, x):
            return self.scale * x

    assert solution.apply(Model().predict, 4) == 12


def test_generator():
    assert list(solution.count_up(3)) == [0, 1, 2]
    numbers = solution.count_up(1)
    assert next(numbers) == 0
    with pytest.raises(StopIteration):
        next(numbers)


def test_exceptions():
    with pytest.raises(ValueError, match=r"bad value \d+"):
        solution.fail("value")
    with pytest.raises(KeyError):
        solution.fail("key")
    with pytest.raises(np.linalg.LinAlgError):
        solution.fail("linalg")
    with pytest.raises(OwnError) as caught:
        solution.fail("own")
    assert caught.value.args == ("mine", 3)
    assert isinstance(caught.value, ValueError)


def test_objects():
    vector = Vector(3, 4)
    assert isinstance(vector, Vector)
    assert type(vector).__name__ == "Vector"
    assert vector.norm == 5.0
    assert len(vector) == 2 and vector[1] == 4 and 3 in vector and 9 not in vector
    assert (vector + Vector(1, 1)).parts == [4, 5]
    assert (2 * vector).parts == (vector * 2).parts == [6, 8]
    assert (-vector).parts == [-3, -4]
    assert vector == Vector(3, 4)
    assert vector != Vector(3, 5)
    assert list(vector) == [3, 4]
    assert vector(2) == [6, 8]
    assert repr(vector) == "Vector(3, 4)"
    assert f"{vector}" == "Vector(3, 4)"
    assert Vector.zero(2).parts == [0, 0]
    assert hasattr(vector, "norm") and not hasattr(vector, "missing")
    vector[0] = 9
    vector.label = "v"
    assert vector.parts == [9, 4] and vector.label == "v"
    assert copy.deepcopy(vector) == vector
    del vector.label
    assert not hasattr(vector, "label")


def test_named_tuple_dataclass_and_enum():
    point = same(Point(1, 2))
    assert point == (1, 2) and point.y == 2
    config = solution.Config(size=4)
    assert config.size == 4 and config == solution.Config(4)
    assert solution.Colour.RED is solution.Colour.RED
    assert solution.Colour.RED.value == 1


def test_context_manager():
    log = []
    with solution.opened(log) as value:
        assert value == "value"
        assert log == ["in"]
    assert log == ["in", "out"]


def test_module():
    assert solution.LIMIT == 7
    assert solution.TABLE["a"] == [1, 2]
    assert not hasattr(solution, "nothing")
    assert "same" in dir(solution)


def test_monkeypatch(monkeypatch):
    monkeypatch.setattr(solution, "LIMIT", 8)
    assert solution.LIMIT == 8


def test_monkeypatch_is_undone():
    assert solution.LIMIT == 7


def test_printing(capsys):
    solution.say("hello")
    assert capsys.readouterr().out == "hello\n"


def test_functions_have_names():
    assert solution.total.__name__ == "total"
    assert callable(solution.total)
