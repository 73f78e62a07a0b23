"""The bus of 0mq: what is lost, what is done again, and that accounts close."""

import os
import signal
import unittest

from subject_run import Run, run
from conctop_subject.engines.losses import Losses
from conctop_subject.engines.nodes import Moment, how
from conctop_subject.units import BadParameter
from test_engines import need

KINDS = ("zmq-push-pull", "zmq-req-rep")


class Accounts(unittest.TestCase):
    def setUp(self):
        self.losses = Losses()

    def send(self, *ids):
        for task_id in ids:
            self.losses.sent(task_id)

    def test_nothing_is_lost_while_nobody_dies(self):
        self.send(1, 2)
        self.losses.back(1, 1)
        self.assertFalse(self.losses.open)
        self.assertEqual([], self.losses.take())

    def test_what_the_living_have_not_when_they_are_past_it_is_lost(self):
        self.send(1, 2, 3, 4)
        self.losses.back(1, 1)
        self.losses.died(2, [1, 3])
        self.assertEqual([], self.losses.take())
        self.send(5, 6)
        self.losses.back(3, 3)  # sent before: says nothing of what 3 may still have
        self.losses.back(5, 1)
        self.assertEqual([], self.losses.take())
        self.losses.idle(3)
        self.assertEqual([(2, 2), (4, 2)], self.losses.take())
        self.assertFalse(self.losses.open)
        self.losses.back(6, 3)
        self.assertEqual([], self.losses.take())

    def test_with_the_last_all_are_lost(self):
        self.send(1, 2)
        self.losses.died(1, [])
        self.assertEqual([(1, 1), (2, 1)], self.losses.take())

    def test_a_second_death_settles_the_first(self):
        self.send(1)
        self.losses.died(1, [2, 3])
        self.send(2)
        self.losses.died(2, [3])
        self.losses.idle(3)
        self.assertEqual([(1, 1), (2, 2)], self.losses.take())

    def test_a_result_that_comes_late_is_nothing_new(self):
        self.send(1)
        self.losses.died(1, [])
        self.losses.take()
        self.losses.back(1, 1)
        self.assertEqual([], self.losses.take())


class Moments(unittest.TestCase):
    def test_a_node_and_a_time(self):
        moment = Moment("kill-node", "2@1.5s", 4)
        self.assertEqual((2, 1.5), (moment.node, moment.seconds))

    def test_what_is_none(self):
        for text in ("2", "@5s", "x@5s", "5@5s", "0@5s", "2@soon"):
            with self.subTest(text), self.assertRaises(BadParameter):
                Moment("kill-node", text, 4)

    def test_ends_have_names(self):
        self.assertEqual(("SIGKILL", "exit status 3"), (how(-9), how(3)))


class OnTheBus(unittest.TestCase):
    def setUp(self):
        need(self, "zeromq")

    def test_tasks_are_done_and_counted(self):
        for model in KINDS:
            for workload, parameters in (("sleep", {"delay": "1ms"}), ("sum-of-squares", {"n": "100"})):
                with self.subTest(workload + " " + model):
                    last, messages, status, errors = run(
                        workload, model, tasks=60, in_flight=6, workers=3, parameters=parameters)
                    tasks = last["tasks"]
                    self.assertEqual(("done", 0, ""), (last["outcome"], status, errors))
                    self.assertEqual((60, 60, 0, {}), (tasks["created"], tasks["completed"],
                                                       tasks["failed"], tasks["now"]))
                    names = {thread.get("name") for message in messages
                             for thread in message.get("threads", ()) if thread.get("role") == "worker"}
                    self.assertEqual({"node 1", "node 2", "node 3"}, names)
                    self.assertEqual(3, last["gauges"]["nodes"])

    def test_task_time_closes(self):
        for model in KINDS:
            with self.subTest(model):
                last, _, _, _ = run("sleep", model, in_flight=4, duration_ns=500_000_000,
                                    parameters={"delay": "10ms"})
                total = sum(last["tasks"]["ns"].values())
                self.assertAlmostEqual(4.0, total / last["phase_ns"], delta=0.3)

    def test_push_loses_in_silence_what_a_dead_node_had(self):
        last, messages, status, errors = run(
            "sleep", "zmq-push-pull", tasks=200, in_flight=100, workers=4,
            parameters={"delay": "5ms", "kill-node": "2@100ms"})
        tasks = last["tasks"]
        self.assertEqual(("done", 0, ""), (last["outcome"], status, errors))
        self.assertEqual(200, tasks["completed"] + tasks["failed"])
        self.assertGreater(tasks["failed"], 5)
        self.assertEqual(tasks["failed"], last["gauges"]["tasks_lost"])
        self.assertEqual(["Lost: sent to node 2, which ended; PUSH sends nothing again"],
                         list(last["errors"]))
        self.assertEqual(3, last["gauges"]["nodes"])
        self.assertTrue(any("node 2 (pid" in m.get("text", "") and "SIGKILL" in m["text"]
                            for m in messages))

    def test_requests_are_done_again_by_another(self):
        last, _, status, errors = run(
            "sleep", "zmq-req-rep", tasks=200, in_flight=100, workers=4,
            parameters={"delay": "5ms", "kill-node": "2@100ms"})
        tasks = last["tasks"]
        self.assertEqual(("done", 0, ""), (last["outcome"], status, errors))
        self.assertEqual((200, 0), (tasks["completed"], tasks["failed"]))
        self.assertEqual((1, 0, 3), (last["gauges"]["tasks_redone"], last["gauges"]["tasks_lost"],
                                     last["gauges"]["nodes"]))

    def test_a_run_without_nodes_ends_by_itself(self):
        for model in KINDS:
            with self.subTest(model), Run("sleep", model, parameters={"delay": "30s"}) as subject:
                frame = subject.until(lambda m: m["t"] == "frame" and m["threads"])
                for thread in frame["threads"]:
                    os.kill(thread["pid"], signal.SIGKILL)
                last = subject.last()
                self.assertEqual(("failed", 1), (last["outcome"], subject.status()))
                self.assertIn("all 2 nodes have ended, the last with SIGKILL", last["error"])

    def test_a_stopped_node_keeps_its_tasks_and_the_end_ends_it(self):
        for model in KINDS:
            with self.subTest(model), Run("sleep", model, in_flight=20, parameters={
                    "delay": "5ms", "stop-node": "1@50ms"}) as subject:
                frame = subject.until(lambda m: m["t"] == "frame" and m["threads"])
                pids = {thread["pid"] for thread in frame["threads"]}
                subject.until(lambda m: m["t"] == "frame" and m["phase_ns"] > 300_000_000)
                subject.send({"o": "stop"})
                self.assertEqual(0, subject.last()["tasks"]["failed"])
                subject.end_of_input()
                self.assertEqual(0, subject.status())
                for pid in pids - {subject.pid}:
                    self.assertFalse(os.path.exists("/proc/%d" % pid) and alive(pid), pid)

    def test_an_observer_that_vanishes_leaves_nothing(self):
        for model in KINDS:
            with self.subTest(model), Run("sleep", model, parameters={"delay": "1ms"}) as subject:
                frame = subject.until(lambda m: m["t"] == "frame" and m["threads"])
                subject.vanish()
                subject.status()
                self.assertFalse(os.path.exists(subject.directory))
                for thread in frame["threads"]:
                    self.assertFalse(alive(thread["pid"]))

    def test_blocks_rest_and_go(self):
        for model in KINDS:
            with self.subTest(model), Run("sleep", model, rest=True, in_flight=4,
                                          parameters={"delay": "2ms"}) as subject:
                subject.until(lambda m: m["t"] == "resting")
                for _ in range(2):
                    subject.send({"o": "go", "settle_ns": 50_000_000, "duration_ns": 200_000_000})
                    block = subject.until(lambda m: m["t"] == "block")
                    self.assertGreater(block["tasks"]["completed"], 2)
                    self.assertEqual(0, block["tasks"]["failed"])
                    subject.until(lambda m: m["t"] == "resting")

    def test_a_warm_up_is_not_counted(self):
        for model in KINDS:
            with self.subTest(model):
                last, _, _, _ = run("sleep", model, tasks=30, in_flight=30,
                                    warm_up_ns=100_000_000, parameters={"delay": "5ms"})
                self.assertEqual((30, 30), (last["tasks"]["created"], last["tasks"]["completed"]))


def alive(pid):
    from conctop_subject import ending
    return ending.alive(pid)


if __name__ == "__main__":
    unittest.main()
