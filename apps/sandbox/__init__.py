"""Grades hostile Python: zygotes, checker, proxy and walls. Knows no Django."""
