"""What becomes of tasks that still run when their block is over."""

import queue
import threading
import types
import unittest

import subject_run  # finds the sources
from conctop_subject import blocks

assert subject_run


class Wake(threading.Event):
    """Nobody waits: what was to come meanwhile has come."""

    def __init__(self, meanwhile):
        super().__init__()
        self.meanwhile = meanwhile
        self.waits = []

    def wait(self, timeout=None):
        self.waits.append(timeout)
        self.meanwhile(len(self.waits))


class Draining(unittest.TestCase):
    """A block whose time is over while tasks of it run."""

    def lead(self, meanwhile):
        said, orders, stopped = [], queue.SimpleQueue(), threading.Event()
        load = types.SimpleNamespace(broken=None, phase="measure", began=0, next_id=3, outstanding=2,
                                     quiet=threading.Event(), close=lambda: said.append("close"))
        wake = Wake(lambda n: meanwhile(n, load, stopped))
        wire = types.SimpleNamespace(step=said.append, resting=lambda: said.append(
            "rest, quiet" if load.quiet.is_set() else "rest"), stopped=lambda: said.append("stopped"))
        ignore = types.SimpleNamespace(**dict.fromkeys(
            ("rest", "go", "tell_again", "end_phase", "turn"), lambda *_: None))
        orders.put({"o": "go", "settle_ns": 0, "duration_ns": 0})
        blocks.Blocks(wire, ignore, ignore, lambda *_: load, orders, stopped, wake,
                      lambda code: None).lead()
        return said, wake.waits

    def test_rests_when_nothing_is_outstanding(self):
        def meanwhile(n, load, stopped):
            if n == 3:
                load.quiet.set()
            if n == 4:
                stopped.set()

        said, waits = self.lead(meanwhile)
        self.assertEqual(["rest", "close", "rest, quiet", "stopped"], said)
        self.assertTrue(all(25 < seconds <= 30 for seconds in waits[:3]), waits)

    def test_says_when_it_gives_up(self):
        patience, blocks._DRAIN = blocks._DRAIN, 0
        try:
            said, _ = self.lead(lambda n, load, stopped: stopped.set())
        finally:
            blocks._DRAIN = patience
        self.assertEqual(["rest", "close",
                          "2 tasks of the block still run after 0 s: it rests all the same",
                          "rest", "stopped"], said)

    def test_nobody_waits_for_them_when_it_is_to_stop(self):
        said, waits = self.lead(lambda n, load, stopped: stopped.set())
        self.assertEqual((["rest", "close", "rest", "stopped"], 1), (said, len(waits)))


if __name__ == "__main__":
    unittest.main()
