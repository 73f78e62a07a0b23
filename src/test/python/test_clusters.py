"""Dask and Celery, where they are here: tasks are done and counted, what dies is done again or told of."""

import os
import shutil
import signal
import sys
import time
import unittest

from subject_run import Run, run
from test_engines import need
from conctop_subject import ending


def ends(pid):
    """Waits for the end of a process that is no child of ours: 3 s at most, as is promised."""
    end = time.monotonic() + 3
    while ending.alive(pid):
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def listening(pid):
    """Addresses, as the kernel writes them, at which a process and its descendants listen."""
    found = []
    for each in [pid, *descendants(pid)]:
        sockets = set()
        for fd in os.listdir("/proc/%d/fd" % each):
            try:
                sockets.add(os.readlink("/proc/%d/fd/%s" % (each, fd)))
            except OSError:
                continue
        for table in ("tcp", "tcp6"):
            with open("/proc/net/" + table, encoding="ascii") as lines:
                for line in list(lines)[1:]:
                    words = line.split()
                    if words[3] == "0A" and "socket:[%s]" % words[9] in sockets:
                        found.append(words[1].partition(":")[0])
    return found


def descendants(pid):
    children = []
    for task in os.listdir("/proc/%d/task" % pid):
        with open("/proc/%d/task/%s/children" % (pid, task), encoding="ascii") as words:
            children += map(int, words.read().split())
    return children + [each for child in children for each in descendants(child)]


class Clusters(unittest.TestCase):
    def check(self, model, workload="sleep", tasks=40, parameters=None, workers=2):
        last, messages, status, errors = run(
            workload, model, tasks=tasks, in_flight=8, workers=workers,
            parameters={"delay": "5ms", **(parameters or {})})
        self.assertEqual(("done", 0, ""), (last["outcome"], status, errors), last.get("error"))
        done = last["tasks"]
        self.assertEqual((tasks, tasks, {}), (
            done["created"], done["completed"] + done["failed"], done["now"]), done)
        return last, messages

    def kill_all(self, model, parameters=None):
        with Run("sleep", model, parameters={"delay": "1ms", **(parameters or {})}) as subject:
            pids = set()
            subject.until(lambda m: m["t"] == "frame" and (
                pids.update(t["pid"] for t in m["threads"]) or m["tasks"]["completed"] > 0))
            self.assertGreater(len(pids), 1)
            subject.vanish()
            subject.status()
            for pid in pids - {subject.pid}:
                self.assertTrue(ends(pid), pid)
            time.sleep(0.3)  # who is still starting something would write again
            self.assertFalse(os.path.exists(subject.directory))

    def block(self, model):
        with Run("sleep", model, rest=True, in_flight=4, parameters={"delay": "2ms"}) as subject:
            subject.until(lambda m: m["t"] == "resting")
            for _ in range(2):
                subject.send({"o": "go", "settle_ns": 50_000_000, "duration_ns": 400_000_000})
                block = subject.until(lambda m: m["t"] == "block")
                self.assertGreater(block["tasks"]["completed"], 2)
                subject.until(lambda m: m["t"] == "resting")


class Dask(Clusters):
    def setUp(self):
        need(self, "dask")

    def test_tasks_are_done_and_counted(self):
        for workload in ("sleep", "sum-of-squares"):
            last, messages = self.check("dask", workload, parameters={"n": "100"})
            self.assertEqual((40, 2), (last["tasks"]["completed"], last["gauges"]["nodes"]))
            names = {t.get("name") for m in messages for t in m.get("threads", ())
                     if t.get("role") == "worker"}
            self.assertEqual({"node 1", "node 2"}, names)

    def test_the_tasks_of_a_killed_worker_are_done_by_others(self):
        last, messages = self.check("dask", tasks=300, workers=3,
                                    parameters={"kill-node": "2@200ms", "delay": "10ms"})
        self.assertEqual((300, 0), (last["tasks"]["completed"], last["tasks"]["failed"]))
        self.assertTrue(any("node 2 (pid" in m.get("text", "") for m in messages))

    def test_it_listens_on_the_loopback_interface_alone(self):
        with Run("sleep", "dask", parameters={"delay": "1ms"}) as subject:
            subject.until(lambda m: m["t"] == "frame" and m["tasks"]["completed"] > 0)
            self.assertGreater(len(listening(subject.pid)), 1)
            self.assertEqual(set(), {at for at in listening(subject.pid) if at != "0100007F"})

    def test_the_end_leaves_nobody(self):
        self.kill_all("dask")

    def test_blocks(self):
        self.block("dask")


class Celery(Clusters):
    def setUp(self):
        need(self, "celery")

    def test_tasks_are_done_and_counted(self):
        for pool in ("prefork", "threads", "solo"):
            with self.subTest(pool):
                last, _ = self.check("celery", parameters={"pool": pool})
                self.assertEqual(40, last["tasks"]["completed"])

    def test_greenlets_wait_side_by_side_on_one_thread(self):
        need(self, "gevent")
        last, messages = self.check("celery", workers=8, parameters={"pool": "gevent", "delay": "200ms"})
        self.assertEqual(40, last["tasks"]["completed"])
        threads = {(t["pid"], t["tid"]): t for m in messages for t in m.get("threads", ())
                   if t.get("role") == "loop"}
        self.assertEqual(["hub"], [t["name"] for t in threads.values()])
        self.assertGreater(max(m["tasks"]["now"].get("timer", 0)
                               for m in messages if m["t"] == "frame"), 4)

    def test_greenlets_do_what_gives_way(self):
        need(self, "gevent")
        last, _, status, _ = run(
            "sum-of-squares", "celery", tasks=4, parameters={"pool": "gevent"})
        self.assertNotEqual(0, status)
        self.assertIn("its hub has no part in that", last["error"])

    def test_by_a_redis_of_its_own(self):
        need(self, "redis")
        if shutil.which("redis-server") is None:
            print("skipped: redis-server is not here", file=sys.stderr)
            self.skipTest("redis-server is not here")
        last, _ = self.check("celery", parameters={"broker": "redis"})
        self.assertEqual(40, last["tasks"]["completed"])

    def test_without_its_broker_all_under_way_has_failed_and_the_run_ends(self):
        need(self, "redis")
        if shutil.which("redis-server") is None:
            print("skipped: redis-server is not here", file=sys.stderr)
            self.skipTest("redis-server is not here")
        self.left_by("redis-server", {"broker": "redis"}, "celery's broker, redis-server, ended with signal 9")

    def test_without_its_worker_likewise(self):
        self.left_by("celery_worker.py", {"pool": "threads"}, "celery's worker ended with signal 9")

    def left_by(self, program, parameters, why):
        """A process without which nothing goes on is killed."""
        with Run("sleep", "celery", in_flight=8, workers=2,
                 parameters={"delay": "100ms", **parameters}) as subject:
            subject.until(lambda m: m["t"] == "frame" and m["tasks"]["completed"] > 4)
            for pid in descendants(subject.pid):
                with open("/proc/%d/cmdline" % pid, "rb") as words:
                    if program.encode() in words.read():
                        os.kill(pid, signal.SIGKILL)
                        break
            else:
                self.fail("there is no " + program)
            last = subject.until(lambda m: m["t"] == "last")
            self.assertEqual(("failed", why), (last["outcome"], last["error"]))
            done = last["tasks"]
            self.assertEqual(done["created"], done["completed"] + done["failed"])
            self.assertEqual({why: done["failed"]}, last["errors"])
            self.assertEqual(1, subject.status())

    def hit(self, acks, gauge):
        """A run in which a process was killed within a task: between two it has nothing to lose."""
        for _ in range(4):
            last, messages = self.check("celery", tasks=20, parameters={
                "kill-node": "1@700ms", "acks": acks, "delay": "200ms"})
            self.assertTrue(any("node 1 (pid" in m.get("text", "") for m in messages))
            if last["gauges"][gauge]:
                break
        return last

    def test_what_was_acknowledged_early_is_lost_with_its_process(self):
        last = self.hit("early", "tasks_lost")
        self.assertEqual((1, 1, 0), (last["tasks"]["failed"], last["gauges"]["tasks_lost"],
                                     last["gauges"]["tasks_redone"]))
        self.assertRegex("".join(last["errors"]), "WorkerLostError|Lost: ")

    def test_what_is_acknowledged_late_is_done_again(self):
        last = self.hit("late", "tasks_redone")
        self.assertEqual((20, 0, 1), (last["tasks"]["completed"], last["gauges"]["tasks_lost"],
                                      last["gauges"]["tasks_redone"]))

    def test_the_end_leaves_nobody(self):
        self.kill_all("celery")

    def test_blocks(self):
        self.block("celery")


if __name__ == "__main__":
    unittest.main()
