"""Races, as far as a test can arrange them."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection


def at_once(count: int, action: Callable[[], Any]) -> list[Any]:
    """Do it `count` times at once, each on a connection of its own; what each returned."""
    together, results, faults = threading.Barrier(count), [], []

    def work() -> None:
        try:
            together.wait(10)
            results.append(action())
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not faults
    return results
