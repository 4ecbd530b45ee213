"""The older style, which pytest runs too."""

import unittest

import solution


class OldStyle(unittest.TestCase):
    def setUp(self):
        self.square = solution.Square(2)

    def test_equal(self):
        self.assertEqual(self.square.area(), 4)
        self.assertIsInstance(self.square, solution.Square)
        self.assertAlmostEqual(solution.Point(1.0, 1.0).norm(), 1.41421356, places=6)
        self.assertIn(1, solution.Stack([1]))

    def test_raises(self):
        with self.assertRaisesRegex(solution.BankError, "need"):
            solution.withdraw(2, 1)
        with self.assertRaises(solution.BankError) as caught:
            solution.withdraw(2, 1)
        self.assertEqual(caught.exception.args, (2, 1))

    def test_cases(self):
        for side in (1, 2, 3):
            with self.subTest(side=side):
                self.assertEqual(solution.Square(side).area(), side * side)
