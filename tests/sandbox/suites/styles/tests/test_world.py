"""What tests replace and watch around the program: streams, files, clocks, chance."""

import datetime
import io
import random
import sys
import threading
from unittest import mock

import pytest
import solution


class TestTheWorldOutside:
    def test_input(self, monkeypatch, capsys):
        monkeypatch.setattr("builtins.input", lambda prompt="": "Ada")
        assert solution.ask() == "Ada"
        assert capsys.readouterr().out == "Hello, Ada!\n"

    def test_input_from_stdin(self, monkeypatch, capsys):
        monkeypatch.setattr("sys.stdin", io.StringIO("Grace\n"))
        assert solution.ask() == "Grace"
        assert capsys.readouterr().out.endswith("Hello, Grace!\n")
        monkeypatch.setattr(sys, "stdin", io.StringIO("1\n2\n3\n"))
        assert solution.read_numbers() == [1, 2, 3]

    def test_print(self):
        with mock.patch("builtins.print") as printed:
            solution.complain()
        printed.assert_called_with("right")

    def test_arguments(self, monkeypatch, capsys):
        monkeypatch.setattr(sys, "argv", ["solution.py", "one", "two"])
        solution.main()
        assert capsys.readouterr().out == "one two\n"

    def test_errors_and_output_are_two_streams(self, capsys):
        solution.complain()
        captured = capsys.readouterr()
        assert (captured.out, captured.err) == ("right\n", "wrong\n")

    def test_sleep(self, monkeypatch):
        monkeypatch.setattr("time.sleep", lambda seconds: None)
        assert solution.wait() == "done"

    def test_random(self, monkeypatch):
        with mock.patch("random.randint", return_value=4) as randint:
            assert solution.roll() == 4
        randint.assert_called_once_with(1, 6)
        with mock.patch("solution.random.randint", return_value=5):
            assert solution.roll() == 5
        assert solution.roll() in range(1, 7)
        random.seed(3)
        first = [solution.roll() for _ in range(5)]
        random.seed(3)
        assert [solution.roll() for _ in range(5)] == first

    def test_environment(self, monkeypatch):
        monkeypatch.setenv("PLACE", "here")
        assert solution.home() == "here"
        monkeypatch.delenv("PLACE")
        assert solution.home() == "nowhere"

    def test_attributes_of_the_module(self, monkeypatch):
        monkeypatch.setattr(solution, "roll", lambda: 9)
        assert solution.roll() == 9
        with mock.patch.object(solution.Square, "area", return_value=1):
            assert solution.Square(5).area() == 1
        with mock.patch("solution.fetch"):
            pass
        assert solution.Square(5).area() == 25

    def test_warnings(self):
        with pytest.warns(DeprecationWarning, match="new"):
            assert solution.old() == 1
        with pytest.deprecated_call():
            solution.old()

    def test_dates(self):
        assert solution.tomorrow(datetime.date(2024, 2, 28)) == datetime.date(2024, 2, 29)

    def test_files(self, tmp_path):
        file = tmp_path / "in.txt"
        file.write_text("a\nb\n")
        assert solution.count_lines(file) == 2
        assert solution.count_lines(str(file)) == 2
        solution.write_report(tmp_path / "out.txt", "done")
        assert (tmp_path / "out.txt").read_text() == "done"
        with pytest.raises(FileNotFoundError):
            solution.count_lines(tmp_path / "missing.txt")

    def test_threads(self):
        stack, failures = solution.Stack(), []

        def work():
            try:
                for i in range(20):
                    stack.push(i)
            except Exception as error:
                failures.append(error)

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failures and len(stack) == 80
