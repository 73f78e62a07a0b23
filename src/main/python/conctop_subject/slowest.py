"""The slowest tasks of the present interval, exactly, and one that is as most are."""

import threading

from .states import LOCK, NETWORK, RUNNING, STATES, TASK_KEYS

KEPT = 8
_NEAR = 100  # a task this near to the median, as a share of it, is near enough
_FAR = 1 << 62


class Slowest:
    """Any threads ask and offer, telemetry takes.

    Whoever asks compares a response with `least` and `median` itself, without a lock: most tasks are no
    slower than what is kept, and must pay next to nothing.
    """

    __slots__ = ("least", "median", "distance", "_kept", "_typical", "_lock")

    def __init__(self):
        self._lock = threading.Lock()
        self.median = -1
        self._fresh()

    def _fresh(self):
        self._kept = []
        self._typical = None
        self.distance = _FAR
        self.least = -1

    def offer(self, response, task):
        """Keeps what is still among the slowest, or the nearest to the median of the interval before."""
        with self._lock:
            if response > self.least:
                self._kept.append((response, task))
                self._kept.sort(key=_response, reverse=True)
                del self._kept[KEPT:]
                if len(self._kept) == KEPT:
                    self.least = self._kept[-1][0]
            away = abs(response - self.median)
            if away < self.distance:
                enough = self.median < 0 or away <= self.median // _NEAR
                self.distance = 0 if enough else away
                self._typical = task

    def take(self, median):
        """(slowest first, typical or None) since the last call; the next looks near this median, if any."""
        with self._lock:
            slowest, typical = [task for _, task in self._kept], self._typical
            if median > 0:
                self.median = median
            self._fresh()
        return slowest, typical


def _response(entry):
    return entry[0]


class Times:
    """What one task has waited for, of a thread or of a loop: a mixin for what tasks run on."""

    __slots__ = ()

    def wants(self, lock, owner=""):
        """Which lock the next wait is for, and the thread that holds it now, if that is known."""
        self._wanted = (lock, owner)

    def holds(self, lock):
        """The task has got a lock that tasks share, or has just given it back."""

    def fresh(self):
        """A task begins."""
        self._wanted = ("", "")
        self._longest = (0, "", "")

    def waited_for_lock(self, nanos):
        if nanos > self._longest[0]:
            self._longest = (nanos, *self._wanted)
        self._wanted = ("", "")


def budget(response, queue, begin, thread, waits, longest):
    """A task as it goes over the wire; `waits`: ns by state, of which only the waits are read."""
    ns = {"ready": queue}
    running = response - queue
    for state in range(NETWORK, min(STATES, len(TASK_KEYS))):
        if waits[state] > 0:
            ns[TASK_KEYS[state]] = waits[state]
            running -= waits[state]
    ns[TASK_KEYS[RUNNING]] = max(0, running)
    task = {"response": response, "queue": queue, "begin": begin, "thread": thread, "ns": ns}
    if waits[LOCK] > 0 and longest[1]:
        task["lock"] = longest[1]
        if longest[2]:
            task["owner"] = longest[2]
    return task
