"""Styles of tests that courses and sites use. All pass bare, and must pass through the proxy."""

import asyncio
import collections.abc
import copy
import dataclasses
import enum
import functools
import importlib
import inspect
import json
import pickle
from unittest import mock

import pytest
import solution
from solution import *  # noqa: F403


class TestSubclassesOfPlainTypes:
    def test_dict(self):
        grid = solution.Grid(a=1)
        assert isinstance(grid, dict) and isinstance(grid, solution.Grid)
        assert grid == {"a": 1} and grid["b"] == 0 and grid.cells() == ["a"]
        assert grid.put("c", 3) is grid and grid["c"] == 3 and len(grid) == 2
        grid["d"] = 4
        assert grid.cells() == ["a", "c", "d"]
        assert json.dumps(grid, sort_keys=True) == '{"a": 1, "c": 3, "d": 4}'

    def test_list(self):
        stack = solution.Stack([1])
        stack.push(2)
        assert stack == [1, 2] and stack.top == 2 and stack[0] == 1
        stack.append(5)
        assert stack.top == 5 and isinstance(stack, list)

    def test_int_and_str(self):
        assert solution.Roman(3) == 3 and str(solution.Roman(3)) == "III"
        assert str(solution.Roman(1) + 1) == "II" and solution.Roman(2) < 3
        word = solution.Word("hi")
        assert word == "hi" and word.shout() == "HI!" and "-".join([word, word]) == "hi-hi"

    def test_named_tuple(self):
        point = solution.Point(3.0, 4.0)
        assert point == (3.0, 4.0) and point.norm() == 5.0 and isinstance(point, solution.Point)
        x, y = point
        assert (x, point.y) == (3.0, y) and point._replace(x=0.0) == (0.0, 4.0)
        assert solution.Point._fields == ("x", "y") and repr(point) == "Point(x=3.0, y=4.0)"

    def test_default_dict(self):
        assert solution.groups(["ab", "c", "ad"]) == {"a": ["ab", "ad"], "c": ["c"]}


class TestEnumerations:
    def test_members(self):
        assert [colour.name for colour in solution.Colour] == ["RED", "BLUE"]
        assert solution.Colour["RED"] is solution.Colour.RED is solution.Colour("r")
        assert len(solution.Colour) == 2 and solution.Colour.RED in solution.Colour
        assert {solution.Colour.RED: 1}[solution.Colour.RED] == 1
        assert solution.Colour.BLUE.long == "blue" and solution.Colour.RED != solution.Colour.BLUE
        with pytest.raises(ValueError, match="green"):
            solution.Colour("green")

    def test_numbers(self):
        assert solution.Level.HIGH > solution.Level.LOW and solution.Level.LOW == 1
        assert solution.Level.HIGH.name == "HIGH" and solution.Level(2) is solution.Level.HIGH
        assert isinstance(solution.Level.LOW, int) and issubclass(solution.Level, int)


class TestClasses:
    def test_dataclass(self):
        item = solution.Item("a", tags=["x"])
        assert dataclasses.asdict(item) == {"name": "a", "price": 1.5, "tags": ["x"]}
        assert [field.name for field in dataclasses.fields(solution.Item)] == [
            "name", "price", "tags",
        ]  # fmt: skip
        assert dataclasses.is_dataclass(solution.Item) and dataclasses.is_dataclass(item)
        assert dataclasses.replace(item, price=2.0) == solution.Item("a", 2.0, ["x"])
        assert solution.Item("a") < solution.Item("b")
        assert sorted([solution.Item("b"), solution.Item("a")])[0].name == "a"
        assert len({solution.Key(1), solution.Key(1), solution.Key(2)}) == 2
        with pytest.raises(dataclasses.FrozenInstanceError):
            solution.Key(1).part = 2

    def test_abstract(self):
        with pytest.raises(TypeError):
            solution.Shape()
        square = solution.Square(3)
        assert isinstance(square, solution.Shape) and issubclass(solution.Square, solution.Shape)
        assert square.area() == 9 and solution.Square.sides == 4
        assert solution.Square.__doc__ == "A square." and solution.Square.unit().area() == 1

    def test_property(self):
        square = solution.Square(3)
        square.side = 4
        assert square.area() == 16
        with pytest.raises(ValueError, match="negative"):
            square.side = -1
        assert vars(square) == {"_side": 4}

    def test_iterator(self):
        numbers = solution.Countdown(3)
        assert isinstance(numbers, collections.abc.Iterator)
        assert iter(numbers) is numbers
        assert list(numbers) == [2, 1, 0]
        assert not isinstance(numbers, collections.abc.Sized)

    def test_descriptor(self):
        class Thing:
            size = solution.Positive()

            def __init__(self, size):
                self.size = size

        assert Thing(3).size == 3
        with pytest.raises(ValueError, match="positive"):
            Thing(0)

    def test_copies(self):
        tree = solution.Tree(1, solution.Tree(2))
        other = copy.deepcopy(tree)
        other.children[0].value = 7
        assert tree.children[0].value == 2
        assert pickle.loads(pickle.dumps(solution.Item("a"))) == solution.Item("a")

    def test_class_of_an_object(self):
        assert type(solution.Square(1)) is solution.Square
        assert solution.Square(1).__class__.__name__ == "Square"

    def test_a_test_cannot_make_a_subclass(self):
        if type(solution.Tree) is not type:
            with pytest.raises(TypeError, match="learner's process"):

                class Mine(solution.Tree):
                    pass


class TestFunctions:
    def test_signature(self):
        signature = inspect.signature(solution.area_of)
        assert list(signature.parameters) == ["width", "height", "unit"]
        assert signature.parameters["height"].default == 2.0
        assert signature.parameters["unit"].kind is inspect.Parameter.KEYWORD_ONLY
        assert solution.area_of.__defaults__ == (2.0,)
        assert list(inspect.signature(solution.Square).parameters) == ["side"]

    def test_what_it_says_of_itself(self):
        assert solution.area_of.__doc__ == inspect.getdoc(solution.area_of)
        assert solution.area_of.__name__ == "area_of"
        assert solution.area_of.__annotations__["width"] is float
        source = inspect.getsource(solution.area_of)
        assert source.startswith("def area_of(") and "unit}2" in source
        assert inspect.isfunction(solution.area_of) and callable(solution.area_of)
        assert not inspect.isclass(solution.area_of) and inspect.isclass(solution.Square)
        assert inspect.isgeneratorfunction(solution.running_total)
        assert inspect.iscoroutinefunction(solution.fetch)

    def test_decorator_on_functions_of_tests(self):
        calls = []

        @solution.memoize
        def slow(x):
            "Slow."
            calls.append(x)
            return x * 2

        assert [slow(2), slow(2), slow(3)] == [4, 4, 6] and calls == [2, 3]
        assert slow.__name__ == "slow" and slow.__doc__ == "Slow."
        assert slow.kept == {(2,): 4, (3,): 6}

    def test_decorator_on_methods_of_tests(self):
        class Adder:
            base = 10

            @solution.count_calls
            def add(self, x):
                return self.base + x

        assert Adder().add(1) == 11 and Adder().add(2) == 12
        assert Adder.add.calls == 2

    def test_partial(self):
        assert solution.times_two(4) == 8
        assert functools.partial(solution.area_of, 3)(unit="k") == "6.0 k2"
        assert list(map(solution.times_two, [1, 2])) == [2, 4]
        assert sorted([3, 1, 2], key=solution.times_two) == [1, 2, 3]

    def test_callbacks_that_raise_and_that_come_back(self):
        seen = []

        def visit(value):
            seen.append(solution.times_two(value))
            if value == 3:
                raise KeyError("stop")

        with pytest.raises(KeyError, match="stop"):
            solution.Tree(1, solution.Tree(3), solution.Tree(5)).walk(visit)
        assert seen == [2, 6]
        watcher = mock.Mock()
        solution.Tree(1, solution.Tree(2)).walk(watcher)
        assert watcher.call_args_list == [mock.call(1), mock.call(2)]

    def test_generator(self):
        total = solution.running_total()
        assert inspect.isgenerator(total) and isinstance(total, collections.abc.Generator)
        assert next(total) == 0 and total.send(5) == 5 and total.send(2) == 7
        with pytest.raises(StopIteration) as end:
            total.send(None)
        assert end.value.value == 7
        other = solution.running_total()
        next(other)
        with pytest.raises(ZeroDivisionError):
            other.throw(ZeroDivisionError("here"))
        other.close()

    def test_context_manager(self):
        mapping = {"a": 1}
        with pytest.raises(ValueError, match="inside"), solution.changed(mapping, "a", 2) as inner:
            assert inner is mapping and mapping == {"a": 2}
            raise ValueError("inside")
        assert mapping == {"a": 1}


class TestCoroutines:
    def test_run(self):
        assert asyncio.run(solution.fetch(3)) == 3
        assert asyncio.run(solution.fetch_all([1, 2])) == [1, 2]

    def test_inside_a_coroutine_of_the_test(self):
        async def both():
            first = await solution.fetch(1)
            return [first, *await asyncio.gather(solution.fetch(2), solution.fetch(3))]

        assert asyncio.run(both()) == [1, 2, 3]

    def test_asynchronous_iteration(self):
        async def collect():
            return [tick async for tick in solution.ticks(3)]

        assert asyncio.run(collect()) == [0, 1, 2]


class TestExceptions:
    def test_attributes(self):
        with pytest.raises(solution.BankError, match=r"^need 5, have 2$") as caught:
            solution.withdraw(5, 2)
        error = caught.value
        assert (error.need, error.have, error.missing()) == (5, 2, 3)
        assert error.args == (5, 2) and str(error) == "need 5, have 2"
        assert type(error) is solution.BankError and isinstance(error, Exception)

    def test_cause(self):
        with pytest.raises(RuntimeError) as caught:
            solution.chained()
        assert isinstance(caught.value.__cause__, ValueError)
        with pytest.raises(RuntimeError) as plain:
            solution.chained()
        assert plain.value.__suppress_context__

    def test_notes_and_groups(self):
        with pytest.raises(ValueError, match="bad") as caught:
            solution.noted()
        assert caught.value.__notes__ == ["look at line 3"]
        with pytest.raises(ExceptionGroup) as group:
            solution.grouped()
        assert [type(each) for each in group.value.exceptions] == [ValueError, TypeError]

    def test_raised_by_a_test(self):
        with pytest.raises(solution.BankError):
            raise solution.BankError(1, 0)


class TestModule:
    def test_names(self):
        assert solution.__name__ == "solution" and "module" in type(solution).__name__.lower()
        assert solution.__doc__.startswith("What learners write")
        assert Square(2).area() == 4  # noqa: F405
        names = [name for name, _ in inspect.getmembers(solution, inspect.isclass)]
        assert "Square" in names and "area_of" not in names

    def test_reload(self):
        solution.times_three = 3
        importlib.reload(solution)
        assert solution.area_of(1) == "2.0 m2"
        again = importlib.import_module("solution")
        assert again is solution


def test_an_enumeration_of_the_tests():
    class Direction(enum.Enum):
        UP = 1

    seen = []
    solution.Tree(Direction.UP).walk(seen.append)
    assert seen == [Direction.UP]
