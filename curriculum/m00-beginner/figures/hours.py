"""Eight weeks with two pauses: a streak of days, and hours in all."""

from drawing import Plane, document, path, text

DAYS = 56
PAUSES = [range(21, 27), range(41, 45)]
A_DAY = 0.75  # hours on a day with work
STREAK = Plane(x=(0, DAYS), y=(0, 24), left=30, right=404, top=26, bottom=96)
HOURS = Plane(x=(0, DAYS), y=(0, 36), left=30, right=404, top=136, bottom=226)


def draw() -> str:
    streak, hours = [0.0], [0.0]
    for day in range(DAYS):
        works = not any(day in pause for pause in PAUSES)
        streak.append(streak[-1] + 1 if works else 0)
        hours.append(hours[-1] + A_DAY * works)
    return document(
        "hours",
        (420, 266),
        "The same eight weeks as a streak and as hours",
        "Two lines over eight weeks with two pauses. Above, the days in a row: the line climbs to "
        f"{max(streak):.0f}, falls to zero at the first pause, climbs, and falls to zero again. "
        f"Below, the hours in all: the line climbs, stays level during each pause, and ends at "
        f"{hours[-1]:.1f}.",
        STREAK.levels({0: "0", 20: "20"}),
        path([STREAK.at(day, value) for day, value in enumerate(streak)], "curve"),
        text((34, 14), "days in a row", css="faint", italic=True),
        HOURS.levels({0: "0", 30: "30"}),
        path([HOURS.at(day, value) for day, value in enumerate(hours)], "hand"),
        text((34, 124), "hours in all", css="hand-fill", italic=True),
        HOURS.ticks({7 * week: str(week) for week in range(0, 9, 2)}),
        text((217, 262), "weeks", anchor="middle", css="faint"),
    )
