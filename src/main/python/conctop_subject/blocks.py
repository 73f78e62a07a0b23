"""A subject that rests between its blocks: all is open, no task comes, and nothing wakes up."""

from time import monotonic_ns

_DRAIN = 30  # s that tasks under way may take to end when a block is over


class Blocks:
    """Led by the main thread. `begin` starts a load of a phase, its tasks numbered from an id on.

    `orders` holds orders to go and to rest as they came; `wake` is set after each, at the order to stop,
    and when a load breaks. `over` is told the exit code before the last line is sent.
    """

    def __init__(self, wire, model, telemetry, begin, orders, stopped, wake, over):
        self._wire = wire
        self._model = model
        self._telemetry = telemetry
        self._begin = begin
        self._orders = orders
        self._stopped = stopped
        self._wake = wake
        self._over = over
        self._load = None

    def lead(self):
        """Until told to stop, or the load breaks; then the last line has been sent."""
        self._rest()
        while True:
            broken = self._load.broken if self._load is not None else None
            if broken or self._stopped.is_set():
                self._end_at_rest(broken)
                return
            order = self._next()
            if order is None:
                self._sleep(None)
            elif order["o"] == "go" and not self._block(order):
                return

    def _rest(self):
        self._model.rest()
        self._wire.resting()

    def _block(self, order):
        """From go to resting; False when the run is over instead."""
        settle, duration = order.get("settle_ns") or 0, order.get("duration_ns")
        self._model.go()
        self._model.tell_again()
        first_id = 0 if self._load is None else self._load.next_id
        load = self._load = self._begin("warm-up" if settle > 0 else "measure", None, first_id)
        if settle > 0 and self._lasts(load, settle):
            self._telemetry.turn("measure")
        measured = load.phase == "measure"
        if measured:
            self._lasts(load, duration)
        if load.broken or self._stopped.is_set():
            self._end(load)
            return False
        self._telemetry.rest(measured)
        load.close()
        self._model.end_phase()
        self._drain(load)
        self._rest()
        return True

    def _drain(self, load):
        """Who rests takes nothing from the others: what still runs is waited for, unless nobody cares."""
        end = monotonic_ns() + _DRAIN * 10 ** 9
        while not (load.quiet.is_set() or load.broken or self._stopped.is_set()):
            left = (end - monotonic_ns()) / 1e9
            if left <= 0:
                tasks = load.outstanding
                self._wire.step("%d task%s of the block still run after %d s: it rests all the same" % (
                    tasks, "" if tasks == 1 else "s", _DRAIN))
                return
            self._sleep(left)

    def _end(self, load):
        if load.phase != "measure":
            self._telemetry.turn("measure")
        wall = monotonic_ns() - load.began
        load.close()
        self._over(1 if load.broken else 0)
        self._telemetry.last("failed" if load.broken else "stopped", wall, load.broken)

    def _end_at_rest(self, broken):
        self._over(1 if broken else 0)
        if broken:
            self._wire.failed(broken)
        else:
            self._wire.stopped()

    def _lasts(self, load, nanos):
        """Waits for the end of a phase; whether it was its time (None: no end) that ended it."""
        end = None if nanos is None else load.began + nanos
        while not (self._stopped.is_set() or load.broken or self._told_to_rest()):
            left = None if end is None else (end - monotonic_ns()) / 1e9
            if left is not None and left <= 0:
                return True
            self._sleep(left)
        return False

    def _told_to_rest(self):
        """An order to go is of no use within a block."""
        while True:
            order = self._next()
            if order is None or order["o"] == "rest":
                return order is not None

    def _next(self):
        return None if self._orders.empty() else self._orders.get()

    def _sleep(self, seconds):
        self._wake.wait(seconds)
        self._wake.clear()
