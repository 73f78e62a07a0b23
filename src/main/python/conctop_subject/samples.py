"""Some tasks of each interval, step by step, drawn before they run: all others pay one comparison."""

from .states import READY, RUNNING, STATES, TASK_KEYS

MOST = 32  # that an interval sends
_WANTED = 16
_STEPS = 32
_ALL = 1 << 32


class Samples:
    """Threads ask and append, telemetry takes; append and slice deletion of a list are atomic."""

    __slots__ = ("_below", "_kept")

    def __init__(self):
        self._below = _ALL >> 6
        self._kept = []

    def trace(self, task_id):
        """Where the steps of this task are to be written; None for most of them."""
        return Trace() if (task_id + 1) * 2654435761 % _ALL < self._below else None

    def keep(self, queue, trace):
        self._kept.append((queue, trace))

    def take(self, ended):
        """What is sent of an interval in which so many tasks ended."""
        kept = self._kept
        n = len(kept)
        taken = kept[:n]
        del kept[:n]
        self._below = min(_ALL, _WANTED * _ALL // ended) if ended else _ALL
        return [{"steps": trace.steps(queue)} for queue, trace in taken[:MOST]]


class Trace:
    """The steps of one task, as they are made by who runs it."""

    __slots__ = ("_steps", "_locked")

    def __init__(self):
        self._steps = []
        self._locked = False

    def add(self, state, nanos):
        if nanos > 0 and state < STATES - 1:
            if len(self._steps) < _STEPS - 1:
                self._steps.append((state, nanos, self._locked))
            else:  # what goes beyond is added to the last one
                last, so_far, locked = self._steps[-1]
                self._steps[-1] = (last, so_far + nanos, locked)

    def holds(self, lock):
        self._locked = lock

    def steps(self, queue):
        """States and times in turn, as on the wire; a state under a lock has an asterisk."""
        words = [TASK_KEYS[READY], max(0, queue)]
        for state, nanos, locked in self._steps or [(RUNNING, 1, False)]:
            words += [("*" if locked else "") + TASK_KEYS[state], nanos]
        return words
