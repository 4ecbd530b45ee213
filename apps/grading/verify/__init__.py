"""Proves an exercise sound: its reference passes and what is wrong fails, each for its own reason.

Everything that an exercise brings runs in the real engine, never here.
"""

from apps.grading.verify.report import Problem, Report, table
from apps.grading.verify.runner import Progress, verify

__all__ = ["Problem", "Progress", "Report", "table", "verify"]
