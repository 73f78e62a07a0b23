"""What it costs to have workers that are not there yet, or not here."""


class Costs:
    """Means over the present phase; starts are counted from the beginning.

    Others append, which is atomic; only telemetry adds up.
    """

    def __init__(self):
        #: ns from the call that starts a thread or a process to its first instruction
        self.starts = []
        #: (tasks, ns) of a message and its answer: how long both were on their ways
        self.messages = []
        self._started = 0
        self._start_cost = None
        self.new_phase()

    def new_phase(self):
        self._phase_starts = self._start_ns = 0
        self._messages = self._tasks = self._way_ns = 0

    def gauges(self):
        for nanos in _drain(self.starts):
            self._started += 1
            self._phase_starts += 1
            self._start_ns += nanos
            self._start_cost = self._start_ns / self._phase_starts
        for tasks, nanos in _drain(self.messages):
            self._messages += 1
            self._tasks += tasks
            self._way_ns += max(0, nanos)
        gauges = {}
        if self._started:
            gauges.update(starts=self._started, start_cost=round(self._start_cost))
        if self._tasks:
            gauges.update(ipc_cost=round(self._way_ns / self._tasks),
                          message_tasks=self._tasks / self._messages)
        return gauges


def _drain(items):
    n = len(items)
    taken = items[:n]
    del items[:n]
    return taken
