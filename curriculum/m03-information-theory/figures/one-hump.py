"""A world with two humps, and the two best beliefs that have only one."""

from drawing import Plane, document, path, rect, text
from information import bell, best_hump, helpline, kl

PLANE = Plane(x=(-0.5, 23.5), y=(0, 0.28), left=34, right=390, top=22, bottom=224)


def outline(q: list[float]) -> list[tuple[float, float]]:
    return [PLANE.at(hour, share) for hour, share in enumerate(q)]


def draw() -> str:
    p = helpline()
    covering, picking = best_hump(lambda q: kl(p, q)), best_hump(lambda q: kl(q, p))
    bars = []
    for hour, share in enumerate(p):
        x, y = PLANE.at(hour, share)
        bars.append(rect((x - 6, y), 12, PLANE.bottom - y, "bars"))
    top = PLANE.at(picking[0], bell(*picking)[picking[0]])
    middle = PLANE.at(covering[0] - 0.5, 0.135)
    return document(
        "one-hump",
        (420, 262),
        "Two humps in the world, one in the belief",
        "Bars show how the messages fall on the hours of a day: a high hump around 8, a lower one "
        "around 18, hardly anything between. A broad curve, the belief with the smallest D of p "
        "from q, is highest at noon and covers both. A narrow one, with the smallest D of q from "
        "p, stands over the morning alone and leaves the evening out.",
        PLANE.ticks({hour: str(hour) for hour in (0, 4, 8, 12, 16, 20)}),
        path([(PLANE.left, PLANE.bottom), (PLANE.right, PLANE.bottom)], "axis"),
        *bars,
        path(outline(bell(*covering)), "hand"),
        path(outline(bell(*picking)), "curve"),
        text((top[0] + 16, top[1] + 6), "smallest D(*q* ‖ *p*): picks"),
        text(middle, "smallest D(*p* ‖ *q*): covers", css="hand-fill"),
        text((212, 258), "hour of the day", anchor="middle", css="faint"),
    )
