"""Engines: what is pure against fakes, the rest with the real ones where this Python has them."""

import importlib.util
import os
import subprocess
import sys
import tempfile
import unittest

from subject_run import SOURCES, Run, Server, run, total_count
from conctop_subject import engines
from conctop_subject.engines import polled
from conctop_subject.states import IDLE, NETWORK, RUNNING, STATES, TIMER


def need(test, *names):
    for name in names:
        if importlib.util.find_spec(engines.ENGINES[name][0]) is None:
            print("skipped: %s is not here" % name, file=sys.stderr)
            test.skipTest("%s is not here" % name)


class Fakes(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        sys.path.insert(0, self.folder.name)
        self.addCleanup(sys.path.remove, self.folder.name)
        self.addCleanup(engines.ENGINES.pop, "fake", None)

    def module(self, name, text):
        with open(os.path.join(self.folder.name, name + ".py"), "w", encoding="ascii") as file:
            file.write(text)
        importlib.invalidate_caches()
        engines.ENGINES["fake"] = (name, "pip-fake", "python3-fake", "1.2")
        self.addCleanup(sys.modules.pop, name, None)

    def refusal(self):
        with self.assertRaises(engines.Refused) as refused:
            engines.need("fake")
        self.assertNotIn("\n", str(refused.exception))
        return str(refused.exception)

    def test_one_that_is_there(self):
        self.module("conctop_fake_good", "__version__ = '1.2.0'\n")
        self.assertEqual("1.2.0", engines.need("fake").__version__)

    def test_one_that_is_not_there(self):
        engines.ENGINES["fake"] = ("conctop_fake_none", "pip-fake", "python3-fake", "1.2")
        self.assertEqual("fake is not here: install python3-fake (Debian) or pip-fake (pip), or"
                         " --python PATH", self.refusal())

    def test_one_that_is_too_old(self):
        self.module("conctop_fake_old", "version = '1.1.9'\n")
        self.assertIn("fake 1.1.9 is too old, 1.2 or newer is needed: install", self.refusal())

    def test_one_that_breaks(self):
        self.module("conctop_fake_broken", "import conctop_fake_other\n")
        self.assertIn("fake cannot be imported (ModuleNotFoundError: No module named"
                      " 'conctop_fake_other'): install python3-fake", self.refusal())
        self.module("conctop_fake_worse", "raise SystemError('built for\\nanother')\n")
        self.assertIn("(SystemError: built for another)", self.refusal())

    def test_versions(self):
        class Engine:
            version = "PycURL/7.45.2 libcurl/7.88.1"
        self.assertEqual("7.45.2", engines.version_of(Engine))
        self.assertEqual("", engines.version_of(object()))
        self.assertTrue(engines.older("1.9", "1.10"))
        self.assertFalse(engines.older("2", "1.10"))
        self.assertFalse(engines.older("1.10.0", "1.10"))


class Explained(unittest.TestCase):
    """What a loop in C did not run, by what tasks waited for meanwhile."""

    @staticmethod
    def waited(**states):
        ns = [0] * STATES
        for name, value in states.items():
            ns[{"network": NETWORK, "timer": TIMER, "running": RUNNING}[name]] = value
        return ns

    def test_tasks_that_wait_explain_all_of_it(self):
        parts = polled.explained(90, self.waited(network=6400, timer=100), 0)
        self.assertEqual((90, 0, 0), (parts[NETWORK], parts[TIMER], parts[IDLE]))

    def test_no_more_than_they_waited_the_rest_is_idle(self):
        parts = polled.explained(90, self.waited(network=30, timer=20), 0)
        self.assertEqual((30, 20, 40), (parts[NETWORK], parts[TIMER], parts[IDLE]))

    def test_a_running_task_that_has_no_processor_is_not_idle(self):
        parts = polled.explained(90, self.waited(running=100), 70)
        self.assertEqual((0, 20), (parts[NETWORK], parts[IDLE]))
        self.assertEqual(90, polled.explained(90, self.waited(), -5)[IDLE])


class Loops(unittest.TestCase):
    MODELS = (("cpython-uvloop", {}, ("uvloop",)),
              ("cpython-asyncio", {"loop": "uvloop"}, ("uvloop",)),
              ("cpython-aiohttp", {}, ("aiohttp",)),
              ("cpython-aiohttp", {"loop": "uvloop"}, ("aiohttp", "uvloop")),
              ("cpython-tornado", {}, ("tornado",)),
              ("cpython-tornado", {"client": "curl"}, ("tornado", "pycurl")),
              ("cpython-gevent", {}, ("gevent",)),
              ("cpython-trio", {}, ("trio",)))

    @classmethod
    def setUpClass(cls):
        cls.server = Server().__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()

    def each(self):
        for model, parameters, names in self.MODELS:
            lacking = [name for name in names
                       if importlib.util.find_spec(engines.ENGINES[name][0]) is None]
            if lacking:
                print("skipped: %s is not here" % lacking[0], file=sys.stderr)
            else:
                yield model, parameters

    def test_requests_are_done_and_counted(self):
        for model, parameters in self.each():
            for workload in ("http-get", "http-post"):
                with self.subTest(workload + " " + model, **parameters):
                    last, messages, status, errors = run(
                        workload, model, tasks=40, in_flight=10,
                        parameters={"delay": "5ms", **parameters}, **self.server.ports)
                    self.assertEqual(("done", 0, ""), (last["outcome"], status, errors))
                    tasks = last["tasks"]
                    self.assertEqual((40, 40, 0, {}), (tasks["created"], tasks["completed"],
                                                       tasks["failed"], tasks["now"]))
                    self.assertGreaterEqual(tasks["ns"]["network"], 40 * 4_000_000)
                    counted = sum(total_count(message["latency"]["response"]["v2"])
                                  for message in messages if "response" in message.get("latency", {}))
                    self.assertEqual(40, counted)

    def test_the_thread_of_the_loop_declares_its_waits(self):
        for model, parameters in self.each():
            with self.subTest(model, **parameters):
                last, messages, _, _ = run(
                    "http-get", model, duration_ns=500_000_000, in_flight=4,
                    parameters={"delay": "20ms", **parameters}, **self.server.ports)
                waited, named = 0, set()
                for message in messages:
                    for thread in message.get("threads", ()):
                        if thread.get("role") == "loop":
                            waited = thread["declared"].get("network", 0)
                            named.add(thread["name"])
                self.assertEqual({"loop"}, named)
                self.assertGreater(waited, 100_000_000)
                self.assertLess(waited, 1_000_000_000)

    def test_a_server_that_is_not_there_is_failed_tasks(self):
        for model, parameters in self.each():
            with self.subTest(model, **parameters):
                last, _, status, errors = run("http-get", model, tasks=3, http_port=1,
                                              parameters=parameters)
                self.assertEqual((0, 3, ""), (status, last["tasks"]["failed"], errors))

    def test_an_error_of_the_server_is_a_failed_task(self):
        url = "http://127.0.0.1:%d/none" % self.server.ports["http_port"]
        for model, parameters in self.each():
            with self.subTest(model, **parameters):
                last, _, _, errors = run("http-get", model, tasks=3,
                                         parameters={"url": url, **parameters})
                self.assertEqual(({"OSError: HTTP 404": 3}, ""), (last["errors"], errors))

    def test_who_waits_for_a_connection_waits_for_no_network(self):
        for model, parameters in self.each():
            if model not in ("cpython-aiohttp", "cpython-tornado"):
                continue
            with self.subTest(model, **parameters):
                last, messages, _, errors = run(
                    "http-get", model, tasks=40, in_flight=20,
                    parameters={"delay": "20ms", "connections": "2", **parameters},
                    **self.server.ports)
                self.assertEqual((40, ""), (last["tasks"]["completed"], errors))
                self.assertGreater(last["tasks"]["ns"]["lock"], 3 * last["tasks"]["ns"]["network"])
                self.assertGreaterEqual(last["wall_ns"], 40 // 2 * 20_000_000)
                locks = {task.get("lock") for message in messages
                         for task in message.get("slowest", ())}
                self.assertTrue(any(lock and " 2 " in lock for lock in locks), locks)

    def test_a_workload_without_a_part_for_the_client_is_refused(self):
        for model, _ in self.each():
            if model in ("cpython-uvloop", "cpython-asyncio"):
                continue
            last, _, status, _ = run("sum-of-squares", model, tasks=1)
            self.assertEqual(("failed", 1), (last["outcome"], status))
            self.assertRegex(last["error"], "its (client|hub|loop) has no part in that")

    def test_blocks_rest_and_go(self):
        for model, parameters in self.each():
            with self.subTest(model, **parameters), Run(
                    "http-get", model, rest=True, in_flight=4,
                    parameters={"delay": "2ms", **parameters}, **self.server.ports) as subject:
                subject.until(lambda m: m["t"] == "resting")
                for _ in range(2):
                    subject.send({"o": "go"})  # as long as it takes: an engine's first tasks are slow
                    subject.until(lambda m: m["t"] == "frame" and m["tasks"]["completed"] > 2)
                    subject.send({"o": "rest"})
                    block = subject.until(lambda m: m["t"] == "block")
                    self.assertGreater(block["tasks"]["completed"], 2)
                    self.assertEqual(0, block["tasks"]["failed"])
                    subject.until(lambda m: m["t"] == "resting")

    def test_end_of_input_ends_it(self):
        for model, parameters in self.each():
            with self.subTest(model, **parameters), Run(
                    "http-get", model, parameters={"delay": "10s", **parameters},
                    **self.server.ports) as subject:
                subject.until(lambda m: m["t"] == "frame")
                subject.end_of_input()
                self.assertEqual(0, subject.status())


class Uvloop(unittest.TestCase):
    def setUp(self):
        need(self, "uvloop")

    def test_a_task_that_blocks_is_seen_in_the_lag(self):
        last, messages, _, _ = run("sleep", "cpython-uvloop", tasks=5, in_flight=5,
                                   parameters={"delay": "20ms", "blocking": "true"})
        self.assertGreaterEqual(last["wall_ns"], 100_000_000)
        self.assertTrue(any("loop_lag" in m.get("latency", {}) for m in messages))

    def test_a_loop_with_nothing_to_do_is_idle(self):
        _, messages, _, _ = run("sleep", "cpython-uvloop", rate=5.0, duration_ns=600_000_000,
                                parameters={"delay": "1ms"})
        declared = [thread["declared"] for message in messages
                    for thread in message.get("threads", ()) if thread.get("role") == "loop"][-1]
        self.assertGreater(declared["idle"], 200_000_000)


class Tornado(unittest.TestCase):
    def test_queries_go_over_its_streams(self):
        need(self, "tornado")
        with Server() as server:
            for workload, parameters in (("query-server", {"delay": "2ms", "body": "1000"}),
                                         ("mixed", {"cpu": "1ms", "wait": "2ms"})):
                last, _, _, errors = run(workload, "cpython-tornado", tasks=30, in_flight=5,
                                         parameters=parameters, **server.ports)
                self.assertEqual((30, 0, ""), (
                    last["tasks"]["completed"], last["tasks"]["failed"], errors))


class Others(unittest.TestCase):
    """gevent and trio, where they are here."""

    def each(self):
        for name in ("gevent", "trio"):
            if importlib.util.find_spec(name) is None:
                print("skipped: %s is not here" % name, file=sys.stderr)
            else:
                yield "cpython-" + name

    def test_queries_and_sleeps_go_on_beside_each_other(self):
        with Server() as server:
            for model in self.each():
                for workload, parameters in (("query-server", {"delay": "20ms", "body": "70000"}),
                                             ("sleep", {"delay": "20ms"}),
                                             ("crawl", {"delay": "20ms", "body": "2000"})):
                    with self.subTest(model + " " + workload):
                        last, _, _, errors = run(
                            workload, model, tasks=100, in_flight=20, parameters=parameters,
                            **server.ports)
                        self.assertEqual((100, 0, ""), (
                            last["tasks"]["completed"], last["tasks"]["failed"], errors))
                        # one after the other they would have waited no longer than it took
                        ns = last["tasks"]["ns"]
                        self.assertGreater(ns.get("network", 0) + ns.get("timer", 0),
                                           3 * last["wall_ns"])

    def test_a_step_that_does_not_yield_is_seen_in_the_lag(self):
        with Server() as server:
            for model in self.each():
                with self.subTest(model):
                    last, messages, _, _ = run(
                        "mixed", model, tasks=20, in_flight=4,
                        parameters={"cpu": "20ms", "wait": "1ms"}, **server.ports)
                    self.assertEqual(20, last["tasks"]["completed"])
                    self.assertGreaterEqual(last["tasks"]["ns"]["running"], 20 * 20_000_000)
                    lags = sum(total_count(m["latency"]["loop_lag"]["v2"]) for m in messages
                               if "loop_lag" in m.get("latency", {}))
                    self.assertGreater(lags, 4)
                    # 400 ms in steps of 20: a timer that were never held up would fire 200 times
                    self.assertLess(lags, 100)

    def test_a_loop_with_nothing_to_do_is_idle(self):
        for model in self.each():
            _, messages, _, _ = run("sleep", model, rate=5.0, duration_ns=600_000_000,
                                    parameters={"delay": "1ms"})
            declared = [thread["declared"] for message in messages
                        for thread in message.get("threads", ())
                        if thread.get("role") == "loop"][-1]
            self.assertGreater(declared["idle"], 200_000_000)

    def test_nothing_that_gevent_replaces_is_there_before_it(self):
        seen = subprocess.run(
            [sys.executable, "-I", "-B", "-c", "import sys; sys.path.insert(0, sys.argv[1])\n"
             "import conctop_subject.subject, conctop_subject.engines\n"
             "print(*{'socket', 'ssl', 'selectors', 'http', 'asyncio'} & set(sys.modules))", SOURCES],
            capture_output=True, check=True)
        self.assertEqual(b"", seen.stdout.strip())


class Numpy(unittest.TestCase):
    def test_every_operation(self):
        need(self, "numpy")
        for operation in ("sqrt", "sum", "sort", "matmul", "objects"):
            for model in ("cpython-thread-pool", "cpython-process-pool", "cpython-asyncio"):
                with self.subTest(operation + " " + model):
                    last, _, _, errors = run("numpy", model, tasks=4, parameters={
                        "operation": operation, "array-size": "1000", "times": "3"})
                    self.assertEqual((4, 0, ""), (
                        last["tasks"]["completed"], last["tasks"]["failed"], errors))


if __name__ == "__main__":
    unittest.main()
