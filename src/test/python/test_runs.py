"""Whole runs of a subject, each a second or less, with the Python that runs the tests."""

import importlib.util
import os
import shutil
import signal
import sys
import tempfile
import unittest

from subject_run import MAIN, Run, Server, pythons, run, total_count
from conctop_subject import models, workloads

IN_PROCESS = ("cpython-sequential", "cpython-threading", "cpython-thread-pool", "cpython-asyncio")
IN_PROCESSES = ("cpython-multiprocessing", "cpython-process-pool")
SMALL = {"sum-of-squares": {"n": "1000"}, "prime-factors": {"number": "1000003"},
         "mandelbrot": {"tile": "4", "iterations": "10"}, "monte-carlo-pi": {"points": "100"},
         "simulation": {"steps": "2"}, "skewed-chunks": {"chunk": "100us"},
         "allocate": {"bytes": "64KiB"}, "parse-json": {"size": "2KiB"},
         "parse-html": {"size": "2KiB"}, "text": {"size": "2KiB"},
         "word-count": {"chunk": "1KiB", "chunks": "2"}, "sleep": {"delay": "1ms"},
         "file-read": {"file": "1MiB"}, "lost-updates": {"updates": "100"},
         "http-get": {"delay": "1ms"}, "http-post": {"delay": "1ms"}, "crawl": {"delay": "1ms"},
         "query-server": {"delay": "1ms"}, "mixed": {"cpu": "1ms", "wait": "1ms"},
         "convoy": {"gap": "2ms", "spinners": "0"}, "camera": {"interval": "1ms", "frame": "100"},
         "numpy": {"array-size": "1000"},
         "print": {"reader": "10MiB"}, "deadlock": {"ordered": "true", "hold": "1ms"}}


def only(version, test):
    if sys.version_info[:2] < version:
        print("skipped: needs CPython %d.%d" % version, file=sys.stderr)
        test.skipTest("needs CPython %d.%d" % version)


def here():
    """Workloads that can be run with what this Python has."""
    if importlib.util.find_spec("numpy") is None:
        print("skipped: numpy is not here", file=sys.stderr)
        return [each for each in workloads.IDS if each != "numpy"]
    return workloads.IDS


class AllWorkloads(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server().__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()

    def check(self, workload, model, **where):
        last, messages, status, errors = run(
            workload, model, tasks=6, parameters=SMALL.get(workload), **self.server.ports, **where)
        where = "%s under %s: %s %s" % (workload, model, last, errors)
        self.assertEqual(("done", 0), (last["outcome"], status), where)
        tasks = last["tasks"]
        self.assertEqual((6, 6, 0), (tasks["created"], tasks["completed"], tasks["failed"]), where)
        self.assertEqual({}, tasks["now"], where)
        self.assertEqual("", errors, where)
        self.assertEqual("hello", messages[0]["t"])
        self.assertEqual("CPython", messages[0]["runtime"]["name"])

    def test_every_workload_on_threads(self):
        for workload in here():
            with self.subTest(workload):
                self.check(workload, "cpython-thread-pool")

    def test_every_workload_on_the_loop(self):
        for workload in here():
            with self.subTest(workload):
                self.check(workload, "cpython-asyncio")

    def test_some_under_each_other_model(self):
        for model in ("cpython-sequential", "cpython-threading", *IN_PROCESSES):
            for workload in ("sum-of-squares", "http-get", "sleep"):
                with self.subTest(workload + " " + model):
                    self.check(workload, model)

    def test_every_workload_in_processes(self):
        for workload in here():
            with self.subTest(workload):
                self.check(workload, "cpython-process-pool")

    def test_isolated_workloads_in_sub_interpreters(self):
        able = {version: path for version, path in pythons().items() if version >= (3, 12)}
        if not able:
            print("skipped: needs a CPython of 3.12 or newer", file=sys.stderr)
            self.skipTest("needs a CPython of 3.12 or newer")
        for version, python in able.items():
            for workload in workloads.isolated_ids():
                with self.subTest(workload, version=version):
                    self.check(workload, "cpython-subinterpreters", python=python)

    def test_parts_of_a_job_may_be_large(self):
        """A text's words take more than what a pipe takes at once without mixing."""
        for version, python in pythons().items():
            if version >= (3, 12):
                with self.subTest(version=version):
                    last, _, _, _ = run("word-count", "cpython-subinterpreters", tasks=8, in_flight=4, workers=2,
                                        parameters={"chunk": "256KiB", "chunks": "4"}, python=python)
                    self.assertEqual((8, 2), (last["tasks"]["completed"], last["gauges"]["jobs"]))


class Failures(unittest.TestCase):
    def test_failed_tasks_are_counted_by_type_and_message(self):
        for model in (*IN_PROCESS, *IN_PROCESSES):
            with self.subTest(model):
                last, _, status, _ = run("command", model, tasks=4, parameters={"command": "false"})
                self.assertEqual(("done", 0, 4), (last["outcome"], status, last["tasks"]["failed"]))
                self.assertEqual({"ExitStatus: false ended with 1": 4}, last["errors"])

    def test_a_server_that_is_not_there_is_failed_tasks(self):
        isolated = ("cpython-subinterpreters",) if sys.version_info >= (3, 12) else ()
        for model in (*IN_PROCESS, *IN_PROCESSES, *isolated):
            with self.subTest(model):
                last, _, status, _ = run("query-server", model, tasks=3, query_port=1)
                self.assertEqual((0, 3), (status, last["tasks"]["failed"]))
                self.assertIn("ConnectionRefusedError", "".join(last["errors"]))

    def test_deadlock_names_both_locks(self):
        last, messages, _, _ = run(
            "deadlock", "cpython-thread-pool", tasks=2, in_flight=2,
            parameters={"timeout": "50ms", "hold": "20ms"})
        self.assertGreaterEqual(last["tasks"]["failed"], 1)
        self.assertRegex("".join(last["errors"]), "holds lock-[12] and waits for lock-[12]")
        self.assertTrue(any("deadlock: pool-" in m.get("text", "") for m in messages))

    def test_a_worker_that_dies_is_a_failed_task_of_a_pool(self):
        with Run("sleep", "cpython-multiprocessing", parameters={"delay": "30s"},
                 tasks=2) as subject:
            busy = {}

            def both(message):
                for report in message.get("threads", ()):
                    if report.get("ambiguous") == "sleep":
                        busy[report["pid"]] = True
                return len(busy) == 2

            subject.until(both)
            for pid in busy:
                os.kill(pid, signal.SIGKILL)
            last = subject.last()
            self.assertEqual({"WorkerDied: a worker process ended within the task": 2},
                             last["errors"])
            self.assertEqual(("done", 0), (last["outcome"], subject.status()))

    def test_a_worker_that_dies_takes_its_message_with_it_and_the_run_goes_on(self):
        with Run("sleep", "cpython-multiprocessing", in_flight=32,
                 parameters={"delay": "20ms", "batch": "8"}) as subject:
            frame = subject.until(lambda m: m["t"] == "frame"
                                  and m["gauges"].get("message_tasks", 0) > 3)
            pid = frame["threads"][0]["pid"]
            os.kill(pid, signal.SIGKILL)
            frame = subject.until(lambda m: m["t"] == "frame" and m["tasks"]["failed"] > 0)
            done = frame["tasks"]["completed"]
            subject.until(lambda m: m["t"] == "frame" and m["tasks"]["completed"] > done + 64
                          and m["gauges"]["in_flight"] == 32)
            subject.send({"o": "stop"})
            last = subject.last()
            self.assertEqual(["WorkerDied: a worker process ended within the task"],
                             list(last["errors"]))
            self.assertLessEqual(last["tasks"]["failed"], 8)

    def test_an_executor_that_breaks_with_messages_waiting_ends_the_run(self):
        with Run("sleep", "cpython-process-pool", in_flight=32,
                 parameters={"delay": "20ms", "batch": "4"}) as subject:
            frame = subject.until(lambda m: m["t"] == "frame" and m["threads"])
            os.kill(frame["threads"][0]["pid"], signal.SIGKILL)
            last = subject.last()
            self.assertEqual(("failed", 1), (last["outcome"], subject.status()))
            self.assertIn("BrokenProcessPool", last["error"])

    def test_an_executor_breaks_when_a_worker_dies(self):
        with Run("sleep", "cpython-process-pool", parameters={"delay": "30s"}) as subject:
            frame = subject.until(lambda m: m["t"] == "frame" and m["threads"])
            os.kill(frame["threads"][0]["pid"], signal.SIGKILL)
            last = subject.last()
            self.assertEqual(("failed", 1), (last["outcome"], subject.status()))
            self.assertIn("BrokenProcessPool", last["error"])

    def test_the_death_of_the_interpreters_is_a_result(self):
        only((3, 12), self)
        with Run("sleep", "cpython-subinterpreters", parameters={"delay": "30s"}) as subject:
            frame = subject.until(lambda m: m["t"] == "frame" and m["threads"])
            os.kill(frame["threads"][0]["pid"], signal.SIGABRT)
            last = subject.last()
            self.assertEqual(("failed", 1), (last["outcome"], subject.status()))
            self.assertIn("SIGABRT", last["error"])

    def test_an_interpreter_that_aborts_is_a_result_and_no_hang(self):
        """What 3.12.1 does with asyncio, ssl and hashlib when an interpreter ends; here certainly."""
        for when in ("import os; os.abort()", "import sys; sys.exit('will not')"):
            with tempfile.TemporaryDirectory() as folder:
                copy = os.path.join(folder, "conctop_subject")
                shutil.copytree(os.path.dirname(MAIN), copy)
                with open(os.path.join(copy, "interpreter_worker.py"), "a",
                          encoding="ascii") as file:
                    file.write("\n\n%s\n" % when)
                for version, python in pythons().items():
                    if version >= (3, 12):
                        with self.subTest(version):
                            self.check_abort(python, os.path.join(copy, "__main__.py"),
                                             "SIGABRT" if "abort" in when else "exit status 1")

    def check_abort(self, python, main, how):
        with Run("sleep", "cpython-subinterpreters", python=python, main=main) as subject:
            last = subject.last()
            self.assertEqual(("failed", "the process of the sub-interpreters ended with " + how),
                             (last["outcome"], last["error"]))
            self.assertEqual(1, subject.status())

    def test_what_aborts_a_version_when_an_interpreter_ends_does_not_end_the_run(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = os.path.join(folder, "conctop_subject")
            shutil.copytree(os.path.dirname(MAIN), copy)
            with open(os.path.join(copy, "interpreter_worker.py"), "a", encoding="ascii") as file:
                file.write("\n\nimport asyncio, hashlib, ssl\n")
            for version, python in pythons().items():
                if version >= (3, 12):
                    with self.subTest(version):
                        last, _, status, _ = run(
                            "sleep", "cpython-subinterpreters", python=python, tasks=4,
                            parameters={"delay": "1ms"}, main=os.path.join(copy, "__main__.py"))
                        self.assertIn((last["outcome"], status), (("done", 0), ("failed", 1)))
                        if last["outcome"] == "failed":
                            self.assertRegex(last["error"], "ended with (SIG[A-Z]+|exit status)")

    def test_what_this_python_lacks_is_said_with_the_version_that_has_it(self):
        if models.missing("cpython-free-threaded") is None:
            self.skipTest("this Python is free-threaded")
        last, _, status, _ = run("sleep", "cpython-free-threaded", tasks=1)
        self.assertEqual(("failed", 1), (last["outcome"], status))
        self.assertIn("3.13", last["error"])

    def test_versions_that_lack_a_model(self):
        self.assertIn("3.12", models.missing("cpython-subinterpreters", (3, 11, 7)))
        self.assertIsNone(models.missing("cpython-subinterpreters", (3, 12, 0)))
        self.assertIn("no free-threaded build",
                      models.missing("cpython-free-threaded", (3, 12, 1), True))
        self.assertIn("python3.13t", models.missing("cpython-free-threaded", (3, 14, 0), True))
        self.assertIsNone(models.missing("cpython-free-threaded", (3, 13, 0), False))

    def test_one_clear_line_for_what_cannot_be_run(self):
        for workload, model, parameters, words in (
                ("query-db", "cpython-threading", {}, "JDBC"),
                ("class", "cpython-threading", {}, "Java"),
                ("starvation", "cpython-threading", {}, "a lesson of the JVM's models"),
                ("nonsense", "cpython-threading", {}, "no workload 'nonsense'"),
                ("sleep", "cpython-nonsense", {}, "no model 'cpython-nonsense'"),
                ("sleep", "cpython-threading", {"delay": "soon"}, "delay=soon"),
                ("http-get", "cpython-threading", {"url": "ftp://x"}, "no http or https URL"),
                ("http-get", "cpython-threading", {}, "no loopback server")):
            with self.subTest(words):
                last, _, status, _ = run(workload, model, tasks=1, parameters=parameters)
                self.assertEqual(("failed", 1), (last["outcome"], status))
                self.assertIn(words, last["error"])

    def test_a_workload_that_needs_threads_says_so_in_sub_interpreters(self):
        only((3, 12), self)
        last, _, status, _ = run("barrier", "cpython-subinterpreters", tasks=1)
        self.assertEqual(1, status)
        self.assertIn("barrier does not run in sub-interpreters", last["error"])


class Faces(unittest.TestCase):
    """What a pool's map and an executor's futures have beside plain submission."""

    def test_tasks_are_sent_several_in_a_message(self):
        for model in IN_PROCESSES:
            for batch, least, most in (("1", 1, 1), ("16", 4, 16)):
                with self.subTest(model + " " + batch):
                    last, _, _, errors = run("sum-of-squares", model, tasks=600, in_flight=64,
                                             parameters={"n": "10", "batch": batch})
                    self.assertEqual((600, 0, ""), (
                        last["tasks"]["completed"], last["tasks"]["failed"], errors))
                    self.assertGreaterEqual(last["gauges"]["message_tasks"], least)
                    self.assertLessEqual(last["gauges"]["message_tasks"], most)
                    self.assertGreater(last["gauges"]["ipc_cost"], 0)
                    self.assertEqual({}, last["tasks"]["now"])

    def test_nothing_waits_for_a_message_to_fill(self):
        for model in IN_PROCESSES:
            with self.subTest(model):
                last, _, _, _ = run("sleep", model, tasks=6, in_flight=2,
                                    parameters={"delay": "1ms", "batch": "100"})
                self.assertEqual(6, last["tasks"]["completed"])

    def test_a_task_that_throws_fails_alone_in_its_message(self):
        for model in IN_PROCESSES:
            with self.subTest(model):
                last, _, _, _ = run("command", model, tasks=40, in_flight=20,
                                    parameters={"command": "false", "batch": "8"})
                self.assertEqual({"ExitStatus: false ended with 1": 40}, last["errors"])

    def test_futures_that_have_not_begun_in_time_are_cancelled(self):
        for model in ("cpython-thread-pool", "cpython-process-pool"):
            for more in ({}, {"batch": "2"}) if "process" in model else ({},):
                with self.subTest(model, **more):
                    last, _, status, _ = run(
                        model=model, workload="sleep", tasks=12, workers=1, in_flight=10,
                        parameters={"delay": "300ms", "cancel-after": "30ms", **more})
                    tasks = last["tasks"]
                    self.assertEqual(("done", 0), (last["outcome"], status))
                    self.assertEqual(0, tasks["failed"])
                    self.assertEqual(12, tasks["completed"] + tasks["cancelled"])
                    self.assertGreater(tasks["cancelled"], 0)
                    self.assertGreater(tasks["completed"], 0)
                    self.assertEqual(tasks["cancelled"], last["gauges"]["futures_cancelled"])
                    self.assertEqual(tasks["completed"], last["gauges"]["futures_done"])

    def test_starts_are_counted_and_timed(self):
        for model in ("cpython-threading", *IN_PROCESSES):
            with self.subTest(model):
                last, _, _, _ = run("sleep", model, tasks=5, parameters={"delay": "1ms"})
                self.assertEqual(5 if model == "cpython-threading" else 2,
                                 last["gauges"]["starts"])
                self.assertGreater(last["gauges"]["start_cost"], 0)


class Orders(unittest.TestCase):
    def test_stop(self):
        for model in (*IN_PROCESS, *IN_PROCESSES):
            with self.subTest(model), Run("sleep", model, parameters={"delay": "1ms"}) as subject:
                subject.until(lambda m: m["t"] == "frame" and m["tasks"]["completed"] > 0)
                subject.send({"o": "stop"})
                last = subject.last()
                self.assertEqual(("stopped", 0), (last["outcome"], subject.status()))
                self.assertGreater(last["tasks"]["completed"], 0)

    def test_knobs(self):
        for model in ("cpython-threading", "cpython-thread-pool", *IN_PROCESSES):
            with self.subTest(model), Run("sleep", model, parameters={"delay": "80ms"}) as subject:
                subject.until(lambda m: m["t"] == "frame")
                subject.send({"o": "set", "workers": 4})
                subject.send({"o": "set", "in_flight": 6})
                subject.until(lambda m: m["t"] == "frame" and m["gauges"]["workers"] == 4
                              and m["gauges"]["in_flight"] == 6
                              and m["tasks"]["now"].get("timer") == 4)
                subject.send({"o": "set", "workers": 1})
                subject.until(lambda m: m["t"] == "frame" and m["tasks"]["now"].get("timer") == 1)
                subject.send({"o": "stop"})
                self.assertEqual(0, subject.last()["tasks"]["failed"])

    def test_switch_interval_is_set_live(self):
        with Run("sum-of-squares", "cpython-threading",
                 parameters={"n": "10000", "switch-interval": "20ms"}) as subject:
            subject.until(lambda m: m["t"] == "frame"
                          and m["gauges"]["switch_interval"] == 20_000_000)
            subject.send({"o": "set", "switch_interval": 1_000_000})
            subject.until(lambda m: m["t"] == "frame"
                          and m["gauges"]["switch_interval"] == 1_000_000)

    def test_warm_up_is_not_counted(self):
        last, messages, _, _ = run("sleep", "cpython-thread-pool", tasks=3, warm_up_ns=150_000_000,
                                   parameters={"delay": "1ms"})
        self.assertIn("warm-up", [m.get("phase") for m in messages])
        self.assertEqual(3, last["tasks"]["created"])

    def test_open_loop(self):
        last, _, _, _ = run("sleep", "cpython-thread-pool", rate=200.0, tasks=20, in_flight=50,
                            parameters={"delay": "1ms"})
        self.assertEqual(20, last["tasks"]["completed"])
        self.assertGreaterEqual(last["wall_ns"], 19 * 5_000_000)
        self.assertEqual(200.0, last["gauges"]["rate"])

    def test_end_of_input_ends_it_and_its_workers(self):
        for model in (*IN_PROCESS, *IN_PROCESSES):
            with self.subTest(model), Run("sleep", model, parameters={"delay": "10s"}) as subject:
                frame = subject.until(lambda m: m["t"] == "frame" and m["threads"])
                pids = {report["pid"] for report in frame["threads"]}
                subject.end_of_input()
                self.assertEqual(0, subject.status())
                for pid in pids - {subject.pid}:
                    self.assertTrue(_ends(pid), "worker %d is alive" % pid)


class Figures(unittest.TestCase):
    def test_pages_go_to_a_pseudo_terminal(self):
        for model in ("cpython-thread-pool", "cpython-asyncio", "cpython-process-pool"):
            with self.subTest(model):
                last, _, status, errors = run("print", model, tasks=20, parameters={
                    "to": "pty", "reader": "1MiB"})
                self.assertEqual((0, 20, ""), (status, last["tasks"]["completed"], errors))

    def test_task_time_closes(self):
        for model in (*IN_PROCESS, *IN_PROCESSES):
            with self.subTest(model):
                last, _, _, _ = run("sleep", model, in_flight=4, duration_ns=400_000_000,
                                    parameters={"delay": "5ms"})
                total = sum(last["tasks"]["ns"].values())
                self.assertAlmostEqual(4.0, total / last["phase_ns"], delta=0.2)

    def test_histograms_hold_every_completion(self):
        _, messages, _, _ = run("sleep", "cpython-thread-pool", tasks=50, in_flight=10,
                                parameters={"delay": "1ms"})
        for series in ("response", "queue", "service"):
            total = 0
            for message in messages:
                for name, interval in message.get("latency", {}).items():
                    if name == series:
                        total += total_count(interval["v2"])
            self.assertEqual(50, total, series)

    def test_two_busy_threads_wait_for_the_lock(self):
        if models.missing("cpython-free-threaded") is None:
            self.skipTest("this Python is free-threaded")
        last, messages, _, _ = run("sum-of-squares", "cpython-threading", duration_ns=600_000_000,
                                   parameters={"n": "100000000"})
        self.assertEqual({"running": 1, "gil": 1}, last["tasks"]["now"])
        self.assertGreater(last["tasks"]["ns"]["gil"], 0)
        declared = [t["declared"].get("lock", 0) for t in last["threads"] if not t.get("gone")]
        self.assertGreater(max(declared), 0)

    def test_blocking_calls_hold_the_loop_up(self):
        last, messages, _, _ = run("sleep", "cpython-asyncio", tasks=5, in_flight=5,
                                   parameters={"delay": "20ms", "blocking": "true"})
        self.assertGreaterEqual(last["wall_ns"], 100_000_000)
        self.assertTrue(any("loop_lag" in m.get("latency", {}) for m in messages))

    def test_the_lock_keeps_updates(self):
        last, _, _, _ = run("lost-updates", "cpython-thread-pool", tasks=10,
                            parameters={"lock": "true", "updates": "1000"})
        self.assertEqual(0, last["gauges"]["lost_updates"])

    def test_worker_processes_report_their_threads(self):
        _, messages, _, _ = run("sleep", "cpython-multiprocessing", tasks=4,
                                parameters={"delay": "1ms"})
        workers = {(t["pid"], t["tid"]) for m in messages for t in m.get("threads", ())
                   if t.get("role") == "worker"}
        self.assertEqual(2, len(workers))


class OtherPythons(unittest.TestCase):
    def test_each_python_found_here(self):
        found = pythons()
        for version in ((3, 9), (3, 10), (3, 11), (3, 12), (3, 13), (3, 14)):
            name = "CPython %d.%d" % version
            if version not in found:
                print("skipped: %s is not on this machine" % name, file=sys.stderr)
                continue
            wanted = list(IN_PROCESS + IN_PROCESSES)
            if version >= (3, 12):
                wanted.append("cpython-subinterpreters")
            for model in wanted:
                with self.subTest(name + " " + model):
                    last, _, status, errors = run("sum-of-squares", model, python=found[version],
                                                  tasks=4, parameters={"n": "1000"})
                    self.assertEqual(("done", 0, 4, ""), (
                        last["outcome"], status, last["tasks"]["completed"], errors))


def _ends(pid):
    """Waits for the end of a process that is no child of ours."""
    try:
        watched = os.pidfd_open(pid)
    except AttributeError:
        return True
    except ProcessLookupError:
        return True
    import select
    try:
        poll = select.poll()
        poll.register(watched, select.POLLIN)
        return bool(poll.poll(3000))
    finally:
        os.close(watched)


if __name__ == "__main__":
    assert os.path.exists(MAIN)
    unittest.main()
