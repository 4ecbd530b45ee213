"""Dates in English, the day first; the short one stands in lists of what happened lately."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
TIME_FORMAT = "H:i"
SHORT_DATETIME_FORMAT = "j M H:i"
