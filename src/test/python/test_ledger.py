import threading
import unittest
from time import monotonic_ns

import subject_run  # noqa: F401
from conctop_subject.lanebook import LaneBook
from conctop_subject.load import Load
from conctop_subject.states import IDLE, LOCK, NETWORK, READY, RUNNING
from conctop_subject.wire import parse_order


def load_of(submit, **how):
    given = {"in_flight": 3, "rate": None, "tasks": None, "phase": "measure"}
    given.update(how)
    return Load(submit, **given)


class LaneTest(unittest.TestCase):
    def setUp(self):
        self.book = LaneBook(gil=False)
        self.lane = self.book.new("one", "worker").attach()

    def tearDown(self):
        self.lane.detach()

    def test_time_line_closes(self):
        load = load_of(lambda task: None)
        began = self.lane.mark[1]
        task = load._create(monotonic_ns())
        start = self.lane.begin(task)
        self.lane.enter(NETWORK)
        self.lane.leave()
        self.lane.enter(LOCK)
        self.lane.leave()
        end = self.lane.finish()
        spent = sum(self.lane.acc) - self.lane.acc[READY]
        self.assertEqual(end - began, spent)
        self.assertEqual(start - task.intended, self.lane.acc[READY])

    def test_states_include_what_is_under_way(self):
        load = load_of(lambda task: None)
        self.lane.begin(load._create(monotonic_ns()))
        self.lane.enter(NETWORK)
        since = self.lane.mark[1]
        counts, ns = self.book.states(since + 1_000_000)
        self.assertEqual(1, counts[NETWORK])
        self.assertEqual(1_000_000, ns[NETWORK])

    def test_a_report_declares_waits_and_says_what_a_futex_is(self):
        report = self.book.reports(self.lane.mark[1] + 5, 7)[0]
        self.assertEqual((7, self.lane.tid, "one", "worker", "idle"),
                         tuple(report[k] for k in ("pid", "tid", "name", "role", "ambiguous")))
        self.assertEqual({"idle": 5}, report["declared"])
        self.assertEqual(IDLE, self.lane.mark[0])

    def test_a_thread_that_ended_is_told_once(self):
        book = LaneBook(gil=False)
        thread = threading.Thread(target=lambda: book.new("gone", "worker").attach())
        thread.start()
        thread.join()
        book._told[99] = {}
        self.assertEqual([{"pid": 7, "tid": 99, "gone": True}], book.reports(0, 7))
        self.assertEqual([], book.reports(0, 7))

    def test_only_one_thread_runs_under_an_interpreter_lock(self):
        book = LaneBook(gil=True)
        load = load_of(lambda task: None)
        lanes = [book.new("a", "worker").attach(), book.new("b", "worker").attach()]
        for lane in lanes:
            lane.begin(load._create(monotonic_ns()))
        counts, _ = book.states(monotonic_ns())
        self.assertEqual(1, counts[RUNNING])
        self.assertEqual(1, counts[7])
        for lane in lanes:
            lane.detach()


class LoadTest(unittest.TestCase):
    def test_closed_loop_keeps_so_many_in_flight(self):
        tasks = []
        load = load_of(tasks.append, tasks=5)
        load.begin()
        self.assertEqual(3, len(tasks))
        for i in range(5):
            load.finish(tasks[i], 1, 2, None)
        self.assertEqual(5, len(tasks))
        self.assertTrue(load.complete.is_set())
        self.assertEqual([0, 1, 2, 3, 4], [task.id for task in tasks])

    def test_the_next_task_begins_its_wait_when_one_ends(self):
        tasks = []
        load = load_of(tasks.append, in_flight=1)
        load.begin()
        load.finish(tasks[0], 5, 10_000, None)
        self.assertEqual(10_000, tasks[1].intended)

    def test_failures_count_towards_the_number_of_tasks(self):
        tasks = []
        load = load_of(tasks.append, in_flight=1, tasks=2)
        load.begin()
        load.finish(tasks[0], 1, 2, "ValueError: no")
        load.finish(tasks[1], 1, 2, None)
        self.assertTrue(load.complete.is_set())
        self.assertEqual((["ValueError: no"], 1), (load.failures, len(load.done)))

    def test_more_in_flight_is_created_at_once(self):
        tasks = []
        load = load_of(tasks.append, in_flight=1)
        load.begin()
        load.set_in_flight(4)
        self.assertEqual(4, len(tasks))

    def test_what_ends_after_the_end_is_not_counted(self):
        tasks = []
        load = load_of(tasks.append)
        load.begin()
        load.close()
        for task in tasks:
            load.finish(task, 1, 2, None)
        self.assertEqual([], load.done)
        self.assertTrue(load.quiet.is_set())

    def test_a_model_that_takes_no_task_ends_the_run(self):
        def refuse(task):
            raise RuntimeError("can't start new thread")

        load = load_of(refuse)
        load.begin()
        self.assertEqual("RuntimeError: can't start new thread", load.broken)
        self.assertTrue(load.complete.is_set())

    def test_open_loop_keeps_the_schedule(self):
        seen = threading.Event()
        tasks = []

        def take(task):
            tasks.append(task)
            if len(tasks) == 3:
                seen.set()

        load = load_of(take, rate=1000.0, in_flight=10)
        load.begin()
        self.assertTrue(seen.wait(30))
        load.close()
        self.assertEqual([load.began + i * 1_000_000 for i in range(3)],
                         [task.intended for task in tasks[:3]])


class OrderTest(unittest.TestCase):
    def test_what_cannot_be_read_is_skipped(self):
        for line in (b"", b"{", b"[1]", b'{"x":1}', b'{"o":5}', b"\xff\xfe"):
            self.assertIsNone(parse_order(line), line)

    def test_an_order(self):
        self.assertEqual({"o": "stop", "more": 1}, parse_order(b'{"o":"stop","more":1}'))


if __name__ == "__main__":
    unittest.main()
