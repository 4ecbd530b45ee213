"""Value, in the order of the tasks."""

import math

from evidence import check, check_close, not_started
from forward import gradients
from solution import Value


def number(value, name):
    """An attribute that has to be a plain number."""
    found = getattr(value, name)
    plain = isinstance(found, float | int) and not isinstance(found, bool)
    check(plain, seen=f"{name} = {found!r}", expected="a float", what=f"the attribute {name}")
    return float(found)


def data(value):
    if value is None:
        check_close(value, 0.0, what="the operation")
    return number(value, "data")


def given(value):
    """A value to go on computing with."""
    if value is None:
        not_started()
    return value


def made(formula, *inputs):
    """The inputs as Values, and the result of the formula after backward."""
    values = [Value(x) for x in inputs]
    out = formula(*values)
    data(out)
    out.backward()
    return values, out


def close_gradients(formula, inputs, what, causes=None):
    values, _ = made(formula, *inputs)
    expected = gradients(formula, inputs)
    names = "abcdef"
    for value, right, name in zip(values, expected, names):
        found = number(value, "grad")
        zero = found == 0.0 and all(number(value, "grad") == 0.0 for value in values)
        check_close(
            found, right, what=f"the gradient of {name} in {what}", rtol=1e-9,
            causes={"root_zero": 0.0} if zero else (causes or {}).get(name),
        )  # fmt: skip


def test_values(rng):
    x, y = rng.uniform(0.5, 1.5, size=2).tolist()
    a, b = Value(x), Value(y)
    check_close(data(a), x, what="Value(x).data")
    check_close(number(a, "grad"), 0.0, what="Value(x).grad before any backward")
    check_close(data(a + b), x + y, what="(a + b).data")
    check_close(data(a * b), x * y, what="(a * b).data")
    check_close(data(a**3), x**3, what="(a ** 3).data")
    check_close(data(a**-0.5), x**-0.5, what="(a ** -0.5).data")
    check_close(data(a.tanh()), math.tanh(x), what="a.tanh().data")
    check_close(data(a.exp()), math.exp(x), what="a.exp().data")
    check_close([data(a), data(b)], [x, y], what="the operands after all this")


def test_numbers_on_either_side(rng):
    x = float(rng.uniform(0.5, 1.5))
    for op, right, left, expected in (
        ("+", lambda v: v + 2.5, lambda v: 2.5 + v, x + 2.5),
        ("*", lambda v: v * 3, lambda v: 3 * v, x * 3),
    ):
        check_close(data(right(Value(x))), expected, what=f"v {op} number")
        try:
            out = left(Value(x))
        except TypeError as error:
            check(
                False,
                seen=f"TypeError: {error}",
                expected="a Value",
                cause="left_number",
                facts={"op": op, "number": 2.5 if op == "+" else 3},
            )
        check_close(data(out), expected, what=f"number {op} v")


def test_gradient_of_one_operation(rng):
    x, y = rng.uniform(0.3, 1.2, size=2).tolist()
    close_gradients(lambda a, b: a + b, (x, y), "a + b")
    own = {"a": {"mul_own_data": x}, "b": {"mul_own_data": y}}
    close_gradients(lambda a, b: a * b, (x, y), "a * b", own)
    close_gradients(lambda a: a * 3, (x,), "a * 3")
    close_gradients(lambda a: 2 + a, (x,), "2 + a")
    for n in (2, 3, -1, 0.5):
        causes = {"a": {"pow_keeps_power": n * x**n}}
        close_gradients(lambda a, n=n: a**n, (x,), f"a ** {n}", causes)
    close_gradients(lambda a: a.tanh(), (x,), "a.tanh()", {"a": {"tanh_of_input": 1 - x * x}})
    close_gradients(lambda a: a.exp(), (x,), "a.exp()", {"a": {"exp_of_input": x}})


def test_a_chain_of_operations(rng):
    x = float(rng.uniform(0.3, 0.9))
    inner = {"a": {"no_outer": 1 / math.cosh(x) ** 2}}
    close_gradients(lambda a: a.tanh() * 5, (x,), "a.tanh() * 5", inner)
    close_gradients(lambda a: (a * 2 + 1).tanh().exp() ** 2, (x,), "(a * 2 + 1).tanh().exp() ** 2")


def test_used_twice(rng):
    x = float(rng.uniform(0.6, 1.4))
    close_gradients(lambda a: a + a, (x,), "a + a", {"a": {"assign_not_add": 1.0}})
    close_gradients(lambda a: a * a, (x,), "a * a", {"a": {"assign_not_add": x}})
    close_gradients(lambda a: a * 2 + a * 5, (x,), "a * 2 + a * 5")


def test_a_diamond(rng):
    """out = (3 s)(s + 2) with s = a^2: two ways from s to out, and a stands behind s."""
    x = float(rng.uniform(0.6, 1.4))

    def formula(a):
        s = a**2
        return (3 * s) * (s + 2)

    s = x * x
    parts = (3 * (s + 2) * 2 * x, 3 * s * 2 * x)  # the slope through each of the two ways
    (a,), _ = made(formula, x)
    found = number(a, "grad")
    twice = [2 * parts[0] + parts[1], parts[0] + 2 * parts[1]]
    early = any(math.isclose(found, wrong, rel_tol=1e-9) for wrong in twice)
    check(
        math.isclose(found, sum(parts), rel_tol=1e-9),
        seen=found,
        expected=sum(parts),
        cause="no_topo" if early else None,
        what="the gradient of a in (3 s)(s + 2), s = a ** 2",
    )


def test_random_formulas(rng):
    for number_of in range(12):
        steps = [(str(rng.choice(list("+*pte"))), *rng.random(2).tolist()) for _ in range(12)]
        inputs = rng.uniform(0.2, 0.8, size=3).tolist()

        def formula(*inputs, steps=steps):
            made = list(inputs)
            for kind, i, j in steps:
                a, b = made[int(i * len(made))], made[int(j * len(made))]
                made.append(
                    given(
                        a + b if kind == "+"
                        else a * b if kind == "*"
                        else a**2 if kind == "p"
                        else a.tanh() if kind == "t"
                        else given(a * -1).exp()
                    )
                )  # fmt: skip
            total = made[-1]
            for value in made[:-1]:
                total = given(total + value)
            return total

        close_gradients(formula, inputs, f"random formula {number_of + 1}")


def test_backward_twice(rng):
    x = float(rng.uniform(0.6, 1.4))

    def formula(a):
        return (a * 2).tanh() + a * 3

    (a,), out = made(formula, x)
    once = number(a, "grad")
    out.backward()
    piled_up, inner = left_over(x)
    check_close(
        number(a, "grad"), once, what="the gradient after a second backward", rtol=1e-9,
        causes={"stale_grads": piled_up, "stale_inner_grads": inner},
    )  # fmt: skip
    check_close(number(out, "grad"), 1.0, what="the gradient of the result itself")


def left_over(x):
    """What the second call gives for a in tanh(2 a) + 3 a where gradients were left as they were:
    all of them; or those of a alone set to 0.
    """
    slope = 1 / math.cosh(2 * x) ** 2  # of tanh
    # out 1, then tanh and 3a: 1 + 1, then 2a: slope + 2 slope, then a.
    inner = 2 * 3 * slope + 3 * 2
    return (2 * slope + 3) + inner, inner


def test_another_result(rng):
    x, y = rng.uniform(0.6, 1.4, size=2).tolist()
    a, b = Value(x), Value(y)
    shared = a * b
    first, second = shared.exp(), shared * 7
    first.backward()
    second.backward()
    found = [number(value, "grad") for value in (a, b, shared)]
    expected = [7 * y, 7 * x, 7.0]
    check_close(found, expected, what="the gradients after the second result's backward")


def test_a_long_chain():
    length = 5000
    a = Value(1.0)
    out = a
    for _ in range(length):
        out = out + 1.0
    try:
        out.backward()
    except RecursionError as error:
        check(
            False,
            seen=f"RecursionError: {error}",
            expected="a gradient",
            cause="recursion",
            facts={"length": length},
        )
    check_close(number(a, "grad"), 1.0, what=f"the gradient at the start of {length} additions")
