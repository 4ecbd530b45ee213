"""What well-known mistakes give, by the message that names them."""

import math


def wave(over):
    return (1 + math.cos(math.pi * over)) / 2


def warm_up(step, peak, warm, total, floor):
    return {
        "off_by_one": peak * (step - 1) / warm,
        "one_too_many": peak * step / (warm + 1),
        "from_floor": floor + (peak - floor) * step / warm,
        "no_ramp": peak,
    }


def way_down(step, peak, warm, total, floor):
    """For steps after the warm-up, up to the last."""
    over, height = (step - warm) / (total - warm), peak - floor
    early = min(1.0, (step - warm) / (total - 1 - warm))
    return {
        "never_floor": floor + height * wave((step - warm) / total),
        "from_zero": floor + height * wave(step / total),
        "ends_early": floor + height * wave(early),
        "straight": floor + height * (1 - over),
        "no_half": floor + height * 2 * wave(over),
        "floor_added": floor + peak * wave(over),
        "floor_ignored": peak * wave(over),
        "clamped": max(floor, peak * wave(over)),
        "quarter_wave": floor + height * math.cos(math.pi * over / 2),
    }


def past_the_end(step, peak, warm, total, floor):
    over = (step - warm) / (total - warm)
    return {"restarts": floor + (peak - floor) * wave(over), "zero_after": 0.0}
