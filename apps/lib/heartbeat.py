"""Whether a process in the background lives: it says so every few seconds, to all who read the
cache.
"""

from django.core.cache import cache

EVERY = 5.0  # seconds between two beats
FRESH = 30  # seconds after which a process that has said nothing is gone


def beat(name: str) -> None:
    cache.set(_key(name), True, FRESH)


def is_alive(name: str) -> bool:
    """Whether one of this name has been heard of lately; one query."""
    return cache.get(_key(name)) is not None


def _key(name: str) -> str:
    return f"heartbeat-{name}"
