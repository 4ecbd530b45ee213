"""The velocity for a gradient that stays and for one that changes its sign at every step."""

from drawing import Plane, document, path, text

BETA, STEPS = 0.9, 40
PLANE = Plane((0, STEPS), (-1, 10.5), 48, 404, 20, 206)


def velocities(gradients: list[float]) -> list[float]:
    found = [0.0]
    for gradient in gradients:
        found.append(BETA * found[-1] + gradient)
    return found


def curve(gradients: list[float], css: str) -> str:
    return path([PLANE.at(n, u) for n, u in enumerate(velocities(gradients))], css)


def draw() -> str:
    return document(
        "momentum-velocity",
        (420, 250),
        "Velocity for a steady and for a swinging gradient",
        "Over 40 steps with beta 0.9. For a gradient of 1 the velocity rises from 0, quickly at "
        "first, and comes close to 10, marked by a dashed line. For a gradient that is 1 and minus "
        "1 in turn it swings around 0, by 1 at first and by about a half at the end.",
        PLANE.levels({0: "0", 5: "5", 10: "10"}),
        PLANE.ticks({0: "0", 10: "10", 20: "20", 30: "30", 40: "40"}),
        path([PLANE.at(0, 10), PLANE.at(STEPS, 10)], "dash"),
        curve([1.0] * STEPS, "curve"),
        curve([1.0, -1.0] * (STEPS // 2), "hand"),
        text(PLANE.at(13, 6.2), "gradient 1, 1, 1, 1, …"),
        text(PLANE.at(13, 1.4), "gradient 1, −1, 1, −1, …"),
        text((226, 244), "steps", anchor="middle", css="faint"),
        text((48, 12), "velocity", css="faint"),
    )
