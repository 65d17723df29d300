"""A neighbour that is away is asked by one caller at a time, not by each: the others hear at once that it is.

One breaker for each neighbour in a process; without it every page and every message would wait for the
time-out.
"""

import time
from collections.abc import Callable
from threading import Lock

import structlog

log = structlog.get_logger(__name__)


class Breaker:
    """`rest`: seconds after a failure before somebody asks again."""

    def __init__(self, neighbour: str, *, rest: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._neighbour, self._rest, self._clock = neighbour, rest, clock
        self._lock = Lock()
        self._asked_at: float | None = None  # since it is away: when it was last asked; None: it is there

    def may_ask(self) -> bool:
        """True where it is there, and once in a while for the one who finds out whether it is back."""
        with self._lock:
            now = self._clock()
            if self._asked_at is not None and now < self._asked_at + self._rest:
                return False
            if self._asked_at is not None:
                self._asked_at = now
            return True

    def failed(self, error: Exception) -> None:
        """Logged once for each time that it goes away."""
        with self._lock:
            is_new = self._asked_at is None
            self._asked_at = self._clock()
        if is_new:
            log.error("neighbour_away", neighbour=self._neighbour, error=f"{type(error).__name__}: {error}")

    def succeeded(self) -> None:
        if self._asked_at is None:
            return
        with self._lock:
            self._asked_at = None
        log.warning("neighbour_back", neighbour=self._neighbour)
