"""Tasks: when they arrive, how many there are, what became of them. One Load a phase, or a block."""

import threading
from time import monotonic_ns

from .samples import Samples
from .service import service
from .slowest import Slowest, budget
from .text import describe



class Task:
    """One unit of work."""

    __slots__ = ("id", "intended", "load")

    def __init__(self, task_id, intended, load):
        self.id = task_id
        self.intended = intended
        self.load = load


class Load:
    """A closed loop (in_flight tasks at a time) or an open one (a rate, at most in_flight at a time).

    What threads append to (done, failures, extra) is drained by telemetry; append and slice deletion of
    a list are atomic, so neither side takes a lock for it.
    """

    def __init__(self, submit, in_flight, rate, tasks, phase, first_id=0, wake=None):
        self._submit = submit
        self.in_flight = in_flight
        self.rate = rate
        self.limit = tasks
        self.phase = phase
        self.pending = {}
        self.done = []
        self.failures = []
        self.extra = []
        self.slowest = Slowest()
        self.samples = Samples()
        self.created = 0
        self.cancelled = 0
        self.closed = False
        self.began = 0
        self.last_end = 0
        self.late = 0
        self.broken = None
        self.complete = threading.Event()
        self._wake = wake or threading.Event()
        self.quiet = threading.Event()
        self.next_id = first_id
        self._finished = 0
        self._outstanding = 0
        self._carried = 0  # outstanding when the phase began
        self._lock = threading.Lock()
        self._changed = threading.Event()
        self._scheduler = None

    def begin(self):
        self.began = monotonic_ns()
        if self.limit == 0:
            self._is_complete()
        elif self.rate is None:
            self._refill(self.began)
        else:
            self._scheduler = service(self._schedule, "arrivals")
            self._scheduler.start()

    @property
    def outstanding(self):
        return self._outstanding

    @property
    def ended(self):
        """Tasks of this phase that were neither given up nor are still under way."""
        return self._carried + self.created - self._outstanding - self.cancelled

    def turn(self, phase):
        """Another phase of the same tasks: only what is counted starts from zero."""
        with self._lock:
            self.phase = phase
            self.began = monotonic_ns()
            self.created = self.cancelled = 0
            self._carried = self._outstanding

    def finish(self, task, start, end, error, face=None):
        """A task has ended; in a closed loop the next begins its wait now.

        `face`: what it ran on, where that knows the task's own waits.
        """
        if not self.closed:
            if error is None:
                slow, response = self.slowest, end - task.intended
                if face is not None and (
                        response > slow.least or abs(response - slow.median) < slow.distance):
                    self._keep(task, start, response, face)
                if face is not None and face.trace is not None:
                    self.samples.keep(start - task.intended, face.trace)
                    face.trace = None
                self.done.append((task.intended, start, end))
            else:
                self.failures.append(error)
        self._ended(end)
        if self.rate is None:
            self._refill(end)

    def _keep(self, task, start, response, face):
        begin = max(0, task.intended - self.began)
        queue = max(0, start - task.intended)
        self.slowest.offer(response, budget(
            response, queue, begin, face.name, face.waits(), face._longest))

    def drop(self, task):
        """A task is given up before it started; while the run goes on another takes its place."""
        self.pending.pop(task.id, None)
        with self._lock:
            self.cancelled += 1
        now = monotonic_ns()
        self._ended(now)
        if self.rate is None:
            self._refill(now)

    def close(self):
        """No more tasks; what is not started is dropped by who would have run it."""
        with self._lock:
            self.closed = True
            if self._outstanding == 0:
                self._is_quiet()
        self._changed.set()

    def set_in_flight(self, in_flight):
        self.in_flight = in_flight
        self._changed.set()
        if self.rate is None:
            self._refill(monotonic_ns())

    def set_rate(self, rate):
        if self.rate is not None and rate:
            self.rate = rate
            self._changed.set()

    def _ended(self, end):
        with self._lock:
            self._outstanding -= 1
            self._finished += 1
            self.last_end = max(self.last_end, end)
            if self._outstanding == 0 and self.closed:
                self._is_quiet()
            complete = self._finished == self.limit
        if complete:
            self._is_complete()
        if self.rate is not None:
            self._changed.set()

    def _refill(self, intended):
        while True:
            with self._lock:
                if self.closed or self._outstanding >= self.in_flight or (
                        self.limit is not None and self.created >= self.limit):
                    return
                task = self._create(intended)
            self._hand_over(task)

    def _create(self, intended):
        task = Task(self.next_id, intended, self)
        self.next_id += 1
        self.created += 1
        self._outstanding += 1
        self.pending[task.id] = intended
        return task

    def _hand_over(self, task):
        try:
            self._submit(task)
        except Exception as e:
            self.refused(task, e)

    def refused(self, task, error):
        """Who cannot take one task takes none."""
        ours = self.pending.pop(task.id, None) is not None
        self.break_off(describe(error))
        if ours:  # else it has failed with the others
            self._ended(0)

    def break_off(self, error):
        """The run cannot go on."""
        self.broken = self.broken or error
        self.close()
        self._is_complete()

    def fail_rest(self, error):
        """Nobody is left to run what is under way: all of that has failed of it, and the run cannot go on."""
        with self._lock:
            closed, self.closed = self.closed, True
        now = monotonic_ns()
        for task_id in list(self.pending):
            if self.pending.pop(task_id, None) is not None:
                if not closed:
                    self.failures.append(error)
                self._ended(now)
        self.break_off(error)

    def _is_complete(self):
        self.complete.set()
        self._wake.set()

    def _is_quiet(self):
        self.quiet.set()
        self._wake.set()

    def _schedule(self):
        due = self.began
        while not self.closed and (self.limit is None or self.created < self.limit):
            behind = monotonic_ns() - due
            if behind < 0:
                self._pause(-behind / 1e9)
                continue
            self.late = behind
            if self._outstanding >= self.in_flight:
                self._pause(0.1, full=True)
                continue
            with self._lock:
                if self.closed:
                    return
                task = self._create(due)
            self._hand_over(task)
            due += round(1e9 / self.rate)

    def _pause(self, seconds, full=False):
        self._changed.clear()
        if not self.closed and not (full and self._outstanding < self.in_flight):
            self._changed.wait(seconds)
