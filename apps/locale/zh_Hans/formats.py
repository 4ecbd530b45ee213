"""Dates in Chinese; the short one stands in lists of what happened lately."""

SHORT_DATETIME_FORMAT = "n月j日 H:i"
