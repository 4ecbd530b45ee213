"""Reads a whole curriculum for what does not fit together. Renders text, runs no program."""

from apps.content.check.findings import Finding
from apps.content.check.whole import check

__all__ = ["Finding", "check"]
