"""Subjects that rest and go, with the Python that runs the tests."""

import os
import signal
import sys
import time
import unittest

from subject_run import MAIN, Run, Server, cpu_ns, total_count
from conctop_subject import workloads

MODELS = ["cpython-sequential", "cpython-threading", "cpython-thread-pool", "cpython-asyncio",
          "cpython-multiprocessing", "cpython-process-pool"]
if sys.version_info >= (3, 12):
    MODELS.append("cpython-subinterpreters")
#: workloads of which something goes on beside the tasks
BESIDE = {"convoy": {"gap": "2ms"}, "held-lock": {"every": "2", "hold": "5ms"},
          "producer-consumer": {}, "camera": {"interval": "2ms"}}
LESSONS = {**BESIDE, "barrier": {"timeout": "200ms"}, "print": {},
           "deadlock": {"timeout": "50ms"}, "lost-updates": {"updates": "1000"}}
MS = 1_000_000


class Resting(Run):
    """A subject that rests when it has opened everything."""

    def __init__(self, workload="sleep", model="cpython-thread-pool", **order):
        super().__init__(workload, model, rest=True, warm_up_ns=10 ** 12, tasks=1, duration_ns=1,
                         **order)

    def rests(self):
        message = self.until(lambda m: m["t"] in ("resting", "last"))
        if message is None or message["t"] != "resting":
            raise AssertionError("%s %s" % (message, self.errors()))
        return message

    def go(self, settle_ms=50, duration_ms=200):
        self.send({"o": "go", "settle_ns": settle_ms * MS, "duration_ns": duration_ms * MS})

    def block(self, settle_ms=50, duration_ms=200):
        """(all messages from go to resting, the block's) of one block."""
        seen = len(self.messages)
        self.go(settle_ms, duration_ms)
        self.rests()
        messages = self.messages[seen:]
        blocks = [m for m in messages if m["t"] == "block"]
        if [m["t"] for m in messages[-2:]] != ["block", "resting"] or len(blocks) != 1:
            raise AssertionError("no block at its end: %s" % [m["t"] for m in messages])
        return messages, blocks[0]


def completed(messages, phase, series="response"):
    """Sum of the histograms of a phase."""
    return sum(total_count(m["latency"][series]["v2"]) for m in messages
               if m.get("phase") == phase and series in m.get("latency", {}))


class EveryModel(unittest.TestCase):
    def test_two_blocks_in_turn_count_their_own_tasks(self):
        for model in MODELS:
            with self.subTest(model), Resting(model=model, parameters={"delay": "5ms"}) as subject:
                subject.rests()
                self.assertNotIn("frame", [m["t"] for m in subject.messages])
                for _ in range(2):
                    messages, block = subject.block()
                    phases = [m["phase"] for m in messages if m["t"] == "frame"]
                    self.assertEqual(sorted(phases, reverse=True), phases)
                    self.assertLessEqual(set(phases), {"warm-up", "measure"})
                    tasks = block["tasks"]
                    self.assertGreater(tasks["completed"], 0)
                    self.assertEqual(0, tasks["failed"])
                    self.assertEqual(tasks["completed"], completed(messages, "measure"))
                    self.assertAlmostEqual(2.0, sum(tasks["ns"].values()) / block["phase_ns"],
                                           delta=0.4)
                subject.send({"o": "stop"})
                self.assertEqual(("stopped", 0, ""), (
                    subject.last()["outcome"], subject.status(), subject.errors()))

    def test_it_costs_nothing_to_rest(self):
        resting = []
        try:
            for model in MODELS:
                resting.append((model, Resting(model=model)))
            self.check_costs(resting)
        finally:
            for _, subject in resting:
                subject.__exit__()

    def test_nothing_of_a_lesson_goes_on_while_it_rests(self):
        resting = []
        with Server() as server:
            try:
                for workload, parameters in LESSONS.items():
                    elsewhere = ("cpython-asyncio", "cpython-process-pool")
                    for model in ("cpython-thread-pool", *(elsewhere if workload in BESIDE else ())):
                        resting.append((workload + " " + model, Resting(
                            workload, model, parameters=parameters, **server.ports)))
                for where in ("other-lock", "other-process"):
                    resting.append(("convoy " + where, Resting("convoy", parameters={
                        "gap": "2ms", "elsewhere": where}, **server.ports)))
                self.check_costs(resting)
            finally:
                for _, subject in resting:
                    subject.__exit__()

    def check_costs(self, resting):
        """After two blocks, of all side by side."""
        for _, subject in resting:
            subject.rests()
        for _ in range(2):
            for _, subject in resting:
                subject.go(50, 200)
            for _, subject in resting:
                subject.rests()
        time.sleep(0.2)  # what was just told to rest may need a moment of a core for that
        before = {name: cpu_ns(subject.pid) for name, subject in resting}
        began = time.monotonic_ns()
        time.sleep(2)  # the time over which costs are looked at
        for name, subject in resting:
            share = (cpu_ns(subject.pid) - before[name]) / (time.monotonic_ns() - began)
            with self.subTest(name):
                self.assertLess(share, 0.01)


class Blocks(unittest.TestCase):
    def test_a_wall_is_from_completion_to_completion(self):
        with Resting(model="cpython-sequential", parameters={"delay": "50ms"}) as subject:
            subject.rests()
            _, block = subject.block(125, 530)
            done = block["tasks"]["completed"]
            self.assertGreater(done, 1)
            self.assertAlmostEqual(1.0, done * 50 * MS / block["wall_ns"], delta=0.1)

    def test_without_a_completion_before_it_the_wall_is_the_phase(self):
        with Resting(model="cpython-sequential", parameters={"delay": "30ms"}) as subject:
            subject.rests()
            messages, block = subject.block(0, 100)
            self.assertEqual(block["phase_ns"], block["wall_ns"])
            self.assertEqual({"measure"}, {m["phase"] for m in messages if m["t"] == "frame"})

    def test_the_first_frame_of_a_phase_comes_at_once(self):
        with Resting(parameters={"delay": "5ms"}) as subject:
            subject.rests()
            soonest = {"warm-up": 10 ** 12, "measure": 10 ** 12}
            for _ in range(5):  # a busy machine may delay some; by their rhythm they came after 90 ms
                for message in subject.block(110, 20)[0]:
                    if message["t"] == "frame":
                        phase = message["phase"]
                        soonest[phase] = min(soonest[phase], message["phase_ns"])
            self.assertLess(max(soonest.values()), 20 * MS)

    def test_a_task_longer_than_the_settling_counts_where_it_ends(self):
        with Resting(in_flight=2, parameters={"delay": "250ms"}) as subject:
            subject.rests()
            messages, block = subject.block(100, 300)
            self.assertEqual(2, block["tasks"]["completed"])
            self.assertEqual(2, completed(messages, "measure"))
            self.assertEqual({"timer": 2}, block["tasks"]["now"])
            # of the whole response only what was spent in the phase is time of the phase
            self.assertLessEqual(block["tasks"]["ns"]["timer"], 2.1 * block["phase_ns"])

    def test_tasks_that_waited_when_measuring_began_waited_before_it_too(self):
        with Resting(workers=1, in_flight=4, parameters={"delay": "300ms"}) as subject:
            subject.rests()
            _, block = subject.block(150, 100)
            self.assertAlmostEqual(3.0, block["tasks"]["ns"]["ready"] / block["phase_ns"], delta=0.3)

    def test_rest_ends_a_block_early(self):
        with Resting(parameters={"delay": "5ms"}) as subject:
            subject.rests()
            subject.go(20, 10 ** 6)
            subject.until(lambda m: m.get("phase") == "measure" and m["tasks"]["completed"] > 0)
            subject.send({"o": "rest"})
            block = subject.until(lambda m: m["t"] == "block")
            self.assertGreater(block["tasks"]["completed"], 0)
            subject.rests()
            subject.block()

    def test_rest_while_it_settles_measures_nothing(self):
        with Resting(parameters={"delay": "5ms"}) as subject:
            subject.rests()
            subject.go(10 ** 6, 100)
            subject.until(lambda m: m["t"] == "frame")
            subject.send({"o": "rest"})
            subject.rests()
            self.assertEqual({"warm-up"}, {m["phase"] for m in subject.messages if "phase" in m})
            self.assertNotIn("block", [m["t"] for m in subject.messages])

    def test_rest_while_it_rests_does_nothing_and_go_within_a_block_neither(self):
        with Resting(parameters={"delay": "5ms"}) as subject:
            subject.rests()
            subject.send({"o": "rest"})
            subject.go(0, 10 ** 6)
            subject.go(0, 10 ** 6)
            subject.send({"o": "rest"})
            subject.send({"o": "stop"})
            subject.last()
            kinds = [m["t"] for m in subject.messages if m["t"] in ("block", "resting", "last")]
            self.assertEqual(["resting", "last"], [kinds[0], kinds[-1]])
            self.assertLessEqual(kinds.count("block"), 1)

    def test_what_is_set_between_blocks_holds_for_the_next(self):
        for model in ("cpython-thread-pool", "cpython-process-pool", "cpython-multiprocessing"):
            with self.subTest(model), Resting(model=model, parameters={"delay": "20ms"}) as subject:
                subject.rests()
                subject.block()
                subject.send({"o": "set", "workers": 4})
                subject.send({"o": "set", "in_flight": 6})
                messages, _ = subject.block(50, 400)
                first = next(m for m in messages if m["t"] == "frame")
                self.assertEqual((4, 6), (first["gauges"]["workers"], first["gauges"]["in_flight"]))
                self.assertEqual(4, max(m["tasks"]["now"].get("timer", 0) for m in messages
                                        if "tasks" in m))

    def test_a_rate_is_held_in_each_block(self):
        with Resting(rate=100.0, in_flight=50, parameters={"delay": "1ms"}) as subject:
            subject.rests()
            for rate in (100.0, 400.0):
                subject.send({"o": "set", "rate": rate})
                _, block = subject.block(100, 400)
                self.assertEqual(rate, block["gauges"]["rate"])
                self.assertAlmostEqual(rate * 0.4, block["tasks"]["created"], delta=rate * 0.1)

    def test_threads_are_reported_again_in_each_block(self):
        with Server() as server, Resting("convoy", parameters={
                "gap": "2ms", "elsewhere": "other-process"}, **server.ports) as subject:
            subject.rests()
            for _ in range(2):
                messages, _ = subject.block()
                first = next(m for m in messages if m["t"] == "frame")
                spinners = [t for t in first["threads"] if t.get("role") == "spinner"]
                self.assertEqual(1, len(spinners))
                told = [t for m in messages for t in m.get("threads", ()) if t in spinners]
                self.assertEqual(1, len(told))

    def test_a_round_trip_does_not_hold_the_rest(self):
        for model in ("cpython-thread-pool", "cpython-asyncio"):
            with self.subTest(model), Server() as server, Resting("convoy", model, parameters={
                    "gap": "2ms", "spinners": "0"}, **server.ports) as subject:
                subject.rests()
                for _ in range(2):
                    messages, block = subject.block(0, 150)
                    self.assertGreater(completed(messages, "measure", "round_trip"), 0)
                    self.assertEqual(0, block["tasks"]["failed"])


class Ends(unittest.TestCase):
    def test_stop_while_it_rests(self):
        for blocks in (0, 1):
            with self.subTest(blocks), Resting(parameters={"delay": "5ms"}) as subject:
                subject.rests()
                for _ in range(blocks):
                    subject.block()
                subject.send({"o": "stop"})
                last = subject.last()
                self.assertEqual(("stopped", 0, 0), (
                    last["outcome"], last["tasks"]["completed"], subject.status()))

    def test_stop_within_a_block(self):
        for settle in (0, 10 ** 6):
            with self.subTest(settle), Resting(parameters={"delay": "5ms"}) as subject:
                subject.rests()
                subject.go(settle, 10 ** 6)
                subject.until(lambda m: m["t"] == "frame" and m["tasks"]["completed"] > 0)
                subject.send({"o": "stop"})
                last = subject.last()
                self.assertEqual(("stopped", "measure", 0), (
                    last["outcome"], last["phase"], subject.status()))
                self.assertEqual(settle == 0, last["tasks"]["completed"] > 0)

    def test_the_end_of_input_ends_it_while_it_rests(self):
        for model in ("cpython-asyncio", "cpython-process-pool"):
            with self.subTest(model), Resting(model=model) as subject:
                subject.rests()
                subject.end_of_input()
                self.assertEqual(0, subject.status())

    def test_a_load_that_breaks_fails(self):
        with Resting(model="cpython-process-pool", parameters={"delay": "30s"}) as subject:
            subject.rests()
            subject.go(50, 10 ** 6)
            frame = subject.until(lambda m: m["t"] == "frame" and m["phase"] == "measure"
                                  and m["threads"])
            os.kill(frame["threads"][0]["pid"], signal.SIGKILL)
            last = subject.last()
            self.assertEqual(("failed", 1), (last["outcome"], subject.status()))
            self.assertIn("BrokenProcessPool", last["error"])

    def test_what_cannot_be_opened_fails_before_it_rests(self):
        with Resting("http-get") as subject:
            self.assertIn("no loopback server", subject.last()["error"])
            self.assertNotIn("resting", [m["t"] for m in subject.messages])


if __name__ == "__main__":
    assert os.path.exists(MAIN) and set(LESSONS) <= set(workloads.IDS)
    unittest.main()
