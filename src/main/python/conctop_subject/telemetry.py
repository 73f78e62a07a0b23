"""The one thread that speaks while tasks run: every 100 ms a frame, made from what others left."""

import sys
import threading
import time
from time import monotonic_ns

from .histogram import Counts
from .service import service
from .states import GIL_WAIT, TASK_KEYS
from .text import one_line

INTERVAL_NS = 100_000_000
_ERRORS_MOST = 20


class Telemetry:
    """Frames of one run. begin() or turn() at each phase; last() once, when the run is over."""

    def __init__(self, wire, model):
        self._wire = wire
        self._model = model
        self._sequence = 0
        self._lock = threading.Lock()
        self._over = False
        self._wake = threading.Event()
        self._thread = service(self._run, "telemetry")
        self._load = None
        self._ended = 0
        self._busy = (monotonic_ns(), time.process_time_ns())

    def begin(self, load):
        """A phase begins: everything cumulative starts from zero."""
        with self._lock:
            self._load = load
            self._busy = (monotonic_ns(), time.process_time_ns())
            self._before = self._last_end = 0
            self._zero(monotonic_ns())

    def turn(self, phase):
        """The tasks go on in another phase: what has been counted belongs to the one before."""
        with self._lock:
            load = self._load
            self._latencies(load)
            load.slowest.take(0)
            load.samples.take(self._ended)
            self._before, self._last_end = self._last_end, 0
            self._model.costs.new_phase()
            load.turn(phase)
            self._zero(load.began)
        self._wake.set()

    def _zero(self, now):
        self._began = now
        self._completed = self._failed = 0
        self._errors = {}
        self._ns = [0] * len(TASK_KEYS)
        self._base = self._states(now)[1]

    def rest(self, measured):
        """No more frames until the next begin(); first what was measured in this block, if it was."""
        with self._lock:
            if measured:
                message = self._frame("block")
                message["wall_ns"] = self._wall(message["phase_ns"])
                self._wire.send(message)
            self._load = None
        self._wake.set()

    def _wall(self, phase_ns):
        """From completion to completion: whole tasks in whole times of theirs, so no error at edges."""
        wall = self._last_end - self._before
        return wall if self._before and wall > 0 else phase_ns

    def go(self):
        """The first frame of a phase is sent at once."""
        if not self._thread.is_alive():
            self._thread.start()
        self._wake.set()

    def last(self, outcome, wall_ns, error=None):
        with self._lock:
            self._over = True
            self._wake.set()
            message = self._frame("last")
        message["outcome"] = outcome
        message["wall_ns"] = wall_ns
        if error is not None:
            message["error"] = one_line(error)
        self._wire.send(message)

    def _run(self):
        due = monotonic_ns()
        while True:
            resting = self._load is None
            called = self._wake.wait(None if resting else max(0.0, (due - monotonic_ns()) / 1e9))
            now = monotonic_ns()
            self._wake.clear()
            with self._lock:
                if self._over:
                    return
                if self._load is None:
                    continue
                self._note_busy(0 if called else now - due)
                try:
                    # within the lock: no frame may come after the block or the end that it belongs to
                    self._wire.send(self._frame("frame"))
                except OSError:
                    return  # the observer is gone; standard input says so too
            due = now + INTERVAL_NS if called else max(due + INTERVAL_NS, now)

    def _note_busy(self, late):
        """Its own way back to the lock is one more sample of how long that takes."""
        now, cpu = monotonic_ns(), time.process_time_ns()
        then, cpu_then = self._busy
        self._busy = (now, cpu)
        book = self._model.book
        book.busy((cpu - cpu_then) / max(1, now - then), late)
        book.switch_interval = round(sys.getswitchinterval() * 1e9)
        if book.contended and late > 200_000:
            self._load.extra.append((GIL_WAIT, late))

    def _frame(self, kind):
        now = monotonic_ns()
        load = self._load
        latency, median = self._latencies(load)
        message = {
            "t": kind, "seq": self._next(), "ns": now, "phase": load.phase,
            "phase_ns": now - self._began, "tasks": self._tasks(load, now), "latency": latency,
            "errors": dict(self._errors), "gauges": self._gauges(load),
            "threads": self._model.reports(now)}
        if self._model.knows_waits:
            message["slowest"], typical = load.slowest.take(median)
            if typical is not None:
                message["typical"] = typical
            message["sample"] = load.samples.take(self._ended)
        return message

    def _next(self):
        self._sequence += 1
        return self._sequence - 1

    def _latencies(self, load):
        """What was recorded since the last frame, and the median of the responses (0 without any)."""
        series = {}
        median = 0
        done = _drain(load.done)
        self._ended = len(done)
        if done:
            response, queue, service = Counts(), Counts(), Counts()
            for intended, start, end in done:
                self._last_end = max(self._last_end, end)
                response.record(end - intended)
                queue.record(start - intended)
                service.record(end - start)
            series = {"response": response, "queue": queue, "service": service}
            self._completed += len(done)
            median = response.median()
        for name, nanos in _drain(load.extra):
            series.setdefault(name, Counts()).record(nanos)
        for error in _drain(load.failures):
            self._failed += 1
            if error not in self._errors and len(self._errors) >= _ERRORS_MOST - 1:
                error = "other"
            self._errors[error] = self._errors.get(error, 0) + 1
        return {name: {"v2": counts.encoded(), "clipped": counts.clipped}
                for name, counts in series.items()}, median

    def _tasks(self, load, now):
        counts, ns = self._states(now)
        for i in range(len(TASK_KEYS)):
            self._ns[i] = max(self._ns[i], ns[i] - self._base[i])
        return {
            "created": load.created, "completed": self._completed, "failed": self._failed,
            "cancelled": load.cancelled,
            "now": {key: n for key, n in zip(TASK_KEYS, counts) if n > 0},
            "ns": {key: n for key, n in zip(TASK_KEYS, self._ns) if n > 0}}

    def _states(self, now):
        """(tasks now by state, ns by state), those that wait to be started included."""
        counts, ns = self._model.states(now)
        waiting = _waiting(self._load.pending, self._model.started())
        counts[0] += len(waiting)
        ns[0] += len(waiting) * now - sum(waiting)
        return counts, ns

    def _gauges(self, load):
        gauges = {"in_flight": load.in_flight, "workers": self._model.workers}
        if load.rate is not None:
            gauges["rate"] = load.rate
            gauges["generator_late"] = load.late
        gauges.update(self._model.gauges())
        return gauges


def _drain(items):
    """Takes what is there; both steps are atomic, and others only append."""
    n = len(items)
    taken = items[:n]
    del items[:n]
    return taken


def _waiting(pending, started):
    """Intended starts of the tasks that have not started."""
    while True:
        try:
            if started:
                return [at for task_id, at in list(pending.items()) if task_id not in started]
            return list(pending.values())
        except RuntimeError:  # changed while it was read; only without an interpreter lock
            continue
