"""Some tasks, step by step: in their order, without loss of time, from threads and from a loop."""

import unittest

from subject_run import run
from conctop_subject.samples import MOST, Samples, Trace
from conctop_subject.states import GIL, LOCK, NETWORK, RUNNING


class SamplesTest(unittest.TestCase):
    def test_steps_are_told_in_their_order_with_what_was_under_a_lock(self):
        trace = Trace()
        trace.add(RUNNING, 20)
        trace.add(LOCK, 30)
        trace.holds(True)
        trace.add(RUNNING, 40)
        trace.holds(False)
        trace.add(NETWORK, 50)
        self.assertEqual(["ready", 10, "running", 20, "lock", 30, "*running", 40, "network", 50],
                         trace.steps(10))

    def test_what_took_no_time_or_was_no_task_s_is_left_out(self):
        trace = Trace()
        trace.add(GIL, 0)
        trace.add(8, 70)
        trace.add(NETWORK, 5)
        self.assertEqual(["ready", 0, "network", 5], trace.steps(-3))

    def test_many_steps_lose_no_time(self):
        trace = Trace()
        for _ in range(500):
            trace.add(RUNNING, 3)
        steps = trace.steps(1)
        self.assertLessEqual(len(steps), 64)
        self.assertEqual(1501, sum(steps[1::2]))

    def test_of_many_tasks_a_few_are_drawn_and_no_more_are_sent_than_are_read(self):
        samples = Samples()
        samples.take(1600)
        drawn = sum(samples.trace(task) is not None for task in range(1600))
        self.assertTrue(4 <= drawn <= 40, drawn)
        for _ in range(100):
            samples.keep(0, Trace())
        self.assertEqual(MOST, len(samples.take(0)))
        self.assertIsNotNone(samples.trace(7), "after an interval without tasks every one is drawn")

    def test_subjects_send_them(self):
        for model in ("cpython-thread-pool", "cpython-asyncio"):
            _, messages, _, _ = run("sleep", model, tasks=300, parameters={"delay": "2ms"})
            steps = [each["steps"] for m in messages for each in m.get("sample", ())]
            self.assertTrue(steps, model)
            self.assertTrue(any("timer" in each for each in steps), model)


if __name__ == "__main__":
    unittest.main()
