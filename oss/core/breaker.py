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
    """`rest`: seconds after a failure before somebody asks again. `longest`: what asking takes at most; the
    others wait as long for what it finds, and no longer, as it may have been killed."""

    def __init__(
        self, neighbour: str, *, rest: float, longest: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._neighbour, self._rest, self._longest, self._clock = neighbour, rest, longest, clock
        self._lock = Lock()
        self._ask_again_at: float | None = None  # None: it is there

    @property
    def is_away(self) -> bool:
        return self._ask_again_at is not None

    def may_ask(self) -> bool:
        """True where it is there, and once in a while for the one who finds out whether it is back."""
        with self._lock:
            if self._ask_again_at is None:
                return True
            now = self._clock()
            if now < self._ask_again_at:
                return False
            self._ask_again_at = now + self._longest
            return True

    def failed(self, error: Exception) -> None:
        """Logged once for each time that it goes away."""
        with self._lock:
            is_new = self._ask_again_at is None
            self._ask_again_at = self._clock() + self._rest
        if is_new:
            log.error("neighbour_away", neighbour=self._neighbour, error=f"{type(error).__name__}: {error}")

    def succeeded(self) -> None:
        if self._ask_again_at is None:
            return
        with self._lock:
            self._ask_again_at = None
        log.warning("neighbour_back", neighbour=self._neighbour)
