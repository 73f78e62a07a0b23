"""The slowest tasks of an interval: exactly, whatever the order and the number of threads."""

import random
import threading
import unittest
from time import monotonic_ns

from subject_run import run
from conctop_subject.histogram import Counts
from conctop_subject.lanebook import LaneBook
from conctop_subject.load import Load
from conctop_subject.models.base import run_task
from conctop_subject.slowest import KEPT, Slowest
from conctop_subject.states import LOCK, NETWORK


class SlowestTest(unittest.TestCase):
    def test_exactly_the_slowest_are_kept_in_any_order(self):
        responses = list(range(1, 1001))
        for order in (responses, responses[::-1], random.Random(7).sample(responses, 1000)):
            slowest = Slowest()
            for response in order:
                if response > slowest.least:
                    slowest.offer(response, response)
            self.assertEqual(responses[:-KEPT - 1:-1], slowest.take(0)[0])
            self.assertEqual(([], None), slowest.take(0))

    def test_exactly_the_slowest_are_kept_of_many_threads(self):
        slowest = Slowest()

        def offer(first):
            for response in range(first, 8000, 8):
                if response > slowest.least:
                    slowest.offer(response, response)

        threads = [threading.Thread(target=offer, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(list(range(7999, 7999 - KEPT, -1)), slowest.take(0)[0])

    def test_the_typical_task_is_the_nearest_to_the_median_of_the_interval_before(self):
        slowest = Slowest()
        for response in (5, 900, 7):
            slowest.offer(response, response)
        self.assertEqual(5, slowest.take(1000)[1], "of the first interval the first")
        for response in (2000, 800, 1100, 700):
            slowest.offer(response, response)
        self.assertEqual(1100, slowest.take(0)[1])

    def test_median(self):
        counts = Counts()
        self.assertEqual(0, counts.median())
        for value in (10, 20, 30, 1000):
            counts.record(value)
        self.assertEqual(20, counts.median())


class Budgets(unittest.TestCase):
    def test_a_task_on_a_thread_says_what_it_waited_for(self):
        lane = LaneBook(gil=False).new("pool-1", "worker").attach()
        load = Load(lambda task: None, 1, None, None, "measure")
        load.began = monotonic_ns()

        class Work:
            def run(self, task):
                task.wants("the lock", "keeper")
                task.enter(LOCK)
                task.leave()
                task.enter(NETWORK)
                task.leave()

        run_task(lane, Work(), load._create(load.began))
        lane.detach()
        (task,), typical = load.slowest.take(0)
        self.assertEqual(task, typical)
        self.assertEqual(("pool-1", "the lock", "keeper", 0),
                         tuple(task[k] for k in ("thread", "lock", "owner", "begin")))
        self.assertEqual(task["response"], sum(task["ns"].values()))
        self.assertGreater(task["ns"]["lock"], 0)
        self.assertGreater(task["ns"]["network"], 0)

    def test_one_in_a_hundred_under_a_lock_of_one_thread_names_lock_and_holder(self):
        for model in ("cpython-thread-pool", "cpython-threading"):
            with self.subTest(model):
                # Held so long that all tasks come while it is: none may find it between two turns.
                _, messages, _, _ = run("held-lock", model, tasks=300,
                                        parameters={"work": "0ms", "hold": "200ms", "pause": "0ms"})
                tasks = [task for m in messages for task in m.get("slowest", ())]
                slow = [t for t in tasks if t.get("owner") == "keeper" and t["lock"] == "held-lock"]
                self.assertTrue(slow, tasks)
                self.assertGreater(sum(t["ns"]["lock"] for t in slow),
                                   0.5 * sum(t["response"] for t in slow))

    def test_a_task_on_a_loop_says_what_it_waited_for(self):
        _, messages, _, _ = run("sleep", "cpython-asyncio", tasks=4, parameters={"delay": "2ms"})
        tasks = [task for m in messages for task in m.get("slowest", ())]
        self.assertEqual(4, len(tasks))
        for task in tasks:
            self.assertEqual(task["response"], sum(task["ns"].values()))
            self.assertGreaterEqual(task["ns"]["timer"], 1_000_000)

    def test_where_waits_are_not_known_nothing_is_said(self):
        _, messages, _, _ = run("sleep", "cpython-process-pool", tasks=2,
                                parameters={"delay": "1ms"})
        self.assertFalse([m for m in messages if "slowest" in m])


if __name__ == "__main__":
    unittest.main()
