"""The run: hello, the order, warm-up, measuring, the last line."""

import os
import queue
import signal
import sys
import threading
import traceback
from functools import partial
from time import monotonic_ns, sleep

from . import ending, models, rundir, workloads
from .blocks import Blocks
from .load import Load
from .models.base import set_switch_interval
from .plan import Plan
from .service import service
from .telemetry import Telemetry
from .text import describe
from .units import BadParameter
from .wire import Wire, read_orders

_WARM_UP_REST = 2.0  # s that tasks of the warm-up may take to end
_STAY = 1.0  # s after the last line, so that the observer can look at the threads once more


class Subject:
    """One run. Orders come from the reader's thread; phases are led by the main thread."""

    def __init__(self, wire):
        self._wire = wire
        self._orders = queue.SimpleQueue()
        self._knobs = queue.SimpleQueue()
        self._turns = queue.SimpleQueue()
        self._stopped = threading.Event()
        self._wake = threading.Event()
        self._input_ended = threading.Event()
        self._code = None
        self._model = None
        self._load = None
        self._in_flight = self._rate = None

    def main(self):
        parent = os.getppid()
        ending.lead_group()
        ending.leave_interrupts()
        signal.signal(signal.SIGTERM, lambda *_: ending.leave(143))
        ending.watch_parent(parent, lambda: ending.leave(0))
        self._wire.hello()
        service(read_orders, "orders", (self._order, self._end_of_orders)).start()
        service(self._turn_knobs, "knobs").start()
        self._outcome()
        self._input_ended.wait(_STAY)
        return self._code

    def _end_of_orders(self):
        if self._code is not None:
            self._input_ended.set()
            sleep(_STAY)  # the main thread leaves meanwhile, unless it cannot send the last line
        ending.leave(self._code or 0)

    def _outcome(self):
        try:
            self._run(Plan(self._orders.get()))
        except (models.Missing, BadParameter) as e:
            self._fail(str(e), refused=True)
        except (workloads.Unsupported, ValueError) as e:
            self._fail(str(e))
        except Exception as e:
            traceback.print_exc()
            self._fail(describe(e))

    def _fail(self, error, refused=False):
        self._code = 1  # before the last line: the observer may close our input as soon as it has it
        self._wire.failed(error, refused)

    def _over(self, code):
        self._code = code

    # Orders

    def _order(self, order):
        if order["o"] == "run":
            self._orders.put(order)
        elif order["o"] == "stop":
            self._stopped.set()
            self._wake.set()
        elif order["o"] in ("set", "go", "rest"):
            self._knobs.put(order)

    def _turn_knobs(self):
        """A thread of its own, that lives as long as the run.

        Starting workers takes a while, in which an order to stop must be read; and the kernel ends a worker
        when the thread that started it ends (see ending).
        """
        while True:
            order = self._knobs.get()
            if order["o"] != "set":  # to go with what was set before
                self._turns.put(order)
                self._wake.set()
                continue
            try:
                self._set(order)
            except Exception as e:
                traceback.print_exc()
                self._wire.step("could not be set: %s" % describe(e))

    def _set(self, order):
        load = self._load
        if order.get("in_flight"):
            self._in_flight = max(1, int(order["in_flight"]))
            if load is not None:
                load.set_in_flight(self._in_flight)
        if order.get("rate") and self._rate is not None:
            self._rate = float(order["rate"])
            if load is not None:
                load.set_rate(self._rate)
        if order.get("switch_interval"):
            set_switch_interval(int(order["switch_interval"]))
        if order.get("workers") and self._model is not None:
            if self._model.resizable:
                self._model.set_workers(max(1, int(order["workers"])))
            else:
                self._wire.step("the number of workers of this model cannot be changed in a run")

    # Phases

    def _run(self, plan):
        ending.at_last(lambda: rundir.remove(plan.directory))
        models.prepare(plan.model)
        workload = workloads.create(plan.workload, plan.parameters)
        model = models.create(plan.model, plan, workload, self._wire.step)
        self._in_flight, self._rate = plan.in_flight, plan.rate
        self._wire.step("opening %s under %s" % (plan.workload, plan.model))
        model.open()
        self._model = model
        telemetry = Telemetry(self._wire, model)
        if plan.rest:
            Blocks(self._wire, model, telemetry, partial(self._begin, telemetry), self._turns,
                   self._stopped, self._wake, self._over).lead()
            return
        first_id = 0
        if plan.warm_up_ns > 0 and not self._stopped.is_set():
            load = self._begin(telemetry, "warm-up", None, 0)
            self._wait(load, plan.warm_up_ns)
            load.close()
            model.end_phase()
            load.quiet.wait(_WARM_UP_REST)
            first_id = load.next_id
            if load.broken:
                self._fail(load.broken)
                return
        load = self._begin(telemetry, "measure", plan.tasks, first_id)
        self._wait(load, plan.duration_ns)
        end = monotonic_ns()
        load.close()
        self._code = 1 if load.broken else 0
        if load.broken:
            telemetry.last("failed", end - load.began, load.broken)
            return
        complete = load.complete.is_set()
        wall = (load.last_end if complete and plan.tasks else end) - load.began
        telemetry.last("stopped" if self._stopped.is_set() and not complete else "done", wall)

    def _begin(self, telemetry, phase, tasks, first_id):
        load = Load(self._model.submit, self._in_flight, self._rate, tasks, phase, first_id,
                    self._wake)
        self._model.new_phase(load)
        telemetry.begin(load)
        self._load = load
        load.begin()
        telemetry.go()
        return load

    def _wait(self, load, nanos):
        """Until the time is over, all tasks are done, or an order to stop."""
        end = None if nanos is None else load.began + nanos
        while not (self._stopped.is_set() or load.complete.is_set()):
            left = 3600.0 if end is None else (end - monotonic_ns()) / 1e9
            if left <= 0:
                return
            self._wake.wait(left)
            self._wake.clear()


def main():
    wire = Wire()
    code = 1
    try:
        code = Subject(wire).main()
        sys.stderr.flush()
    except OSError:
        pass  # the observer is gone: there is nobody to be told
    finally:
        ending.leave(code)  # an end of the interpreter's own would cut off a thread that cleans up
