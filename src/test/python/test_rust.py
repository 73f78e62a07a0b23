"""The Rust subject, where cargo is here, held to the wire's format as the Python one is."""

import base64
import os
import shutil
import signal
import subprocess
import sys
import time
import unittest
import zlib

from subject_run import HERE, Run, cpu_ns, run, total_count
from test_histogram import GOLDEN, VALUES
from conctop_subject import histogram

SOURCES = os.path.join(os.path.dirname(os.path.dirname(HERE)), "main", "rust")
BUILT = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(HERE))), "target", "rust-tests")
DEBIAN = "/usr/share/cargo/registry"
SMALL = {"sum-of-squares": {"n": "300001"}, "prime-factors": {"number": "1000036000099"},
         "monte-carlo-pi": {"points": "50000"}, "sleep": {"delay": "5ms"}}
MS = 1_000_000


def cargo(words, kind):
    """Runs cargo on one of the two manifests, in a copy: it writes beside them."""
    copy = os.path.join(BUILT, "sources")
    shutil.copytree(SOURCES, copy, dirs_exist_ok=True)
    return subprocess.run(
        ["cargo", words, "--quiet", "--offline", "--manifest-path",
         os.path.join(copy, kind, "Cargo.toml"),
         "--config", 'source.crates-io.replace-with="debian"',
         "--config", 'source.debian.directory="%s"' % DEBIAN],
        env={**os.environ, "CARGO_TARGET_DIR": os.path.join(BUILT, kind)}, capture_output=True)


def setUpModule():
    if shutil.which("cargo") is None:
        print("skipped: cargo is not here", file=sys.stderr)
        raise unittest.SkipTest("cargo is not here")


_made = {}


def subject(kind):
    """The program's path; None where rayon is not here."""
    if kind == "rayon" and not any(name.startswith("rayon-1") for name in (
            os.listdir(DEBIAN) if os.path.isdir(DEBIAN) else ())):
        print("skipped: librust-rayon-dev is not here", file=sys.stderr)
        return None
    if kind not in _made:
        made = cargo("build", kind)
        if made.returncode != 0 or made.stderr:
            raise AssertionError(made.stderr.decode())
        _made[kind] = os.path.join(BUILT, kind, "debug", "conctop-subject")
    return _made[kind]


def kinds():
    return [kind for kind in ("threads", "rayon") if subject(kind)]


class OwnTests(unittest.TestCase):
    def test_they_pass(self):
        tested = cargo("test", "threads")
        self.assertEqual(0, tested.returncode, tested.stdout.decode() + tested.stderr.decode())


class Histogram(unittest.TestCase):
    def encoded(self, values):
        out = subprocess.run([subject("threads"), "--histogram", *map(str, values)],
                             capture_output=True, check=True).stdout.decode().split()
        return int(out[0]), out[1]

    def plain(self, values):
        return zlib.decompress(base64.b64decode(self.encoded(values)[1])[8:]).hex()

    def test_encodes_what_java_encodes(self):
        self.assertEqual(GOLDEN, self.plain(VALUES))

    def test_encodes_what_python_encodes(self):
        values = [int(1_000 * 1.002 ** i) for i in range(9_000)]
        counts = histogram.Counts()
        for value in values:
            counts.record(value)
        self.assertEqual(
            zlib.decompress(base64.b64decode(counts.encoded())[8:]).hex(), self.plain(values))
        self.assertEqual(counts.clipped, self.encoded(values)[0])


class Runs(unittest.TestCase):
    def run_it(self, kind, workload, **order):
        return run(workload, "rust-" + kind, command=[subject(kind)], **order)

    def test_every_workload_is_done_and_counted(self):
        for kind in kinds():
            for workload, parameters in SMALL.items():
                with self.subTest(kind + " " + workload):
                    last, messages, status, errors = self.run_it(
                        kind, workload, tasks=40, in_flight=6, parameters=parameters)
                    self.assertEqual(("done", 0, ""), (last["outcome"], status, errors))
                    self.assertEqual(("hello", "Rust"), (
                        messages[0]["t"], messages[0]["runtime"]["name"]))
                    tasks = last["tasks"]
                    self.assertEqual((40, 40, 0, 0, {}), (
                        tasks["created"], tasks["completed"], tasks["failed"], tasks["cancelled"],
                        tasks["now"]))
                    for series in ("response", "queue", "service"):
                        self.assertEqual(40, sum(
                            total_count(m["latency"][series]["v2"]) for m in messages
                            if series in m.get("latency", {})))

    def test_results_are_those_of_the_other_subjects(self):
        for kind in kinds():
            for workload in ("sum-of-squares", "prime-factors"):
                here = self.run_it(kind, workload, tasks=2, parameters=SMALL[workload])[0]
                there = run(workload, "cpython-sequential", tasks=2, parameters=SMALL[workload])[0]
                self.assertEqual(there["gauges"]["result"], here["gauges"]["result"])

    def test_states_and_declared_waits(self):
        for kind in kinds():
            last, messages, _, _ = self.run_it(
                kind, "sleep", duration_ns=500 * MS, in_flight=2, parameters={"delay": "20ms"})
            ns = last["tasks"]["ns"]
            self.assertGreater(ns["timer"], 5 * ns.get("running", 0))
            self.assertAlmostEqual(2.0, sum(ns.values()) / last["phase_ns"], delta=0.1)
            threads = {}
            for message in messages:
                for thread in message.get("threads", ()):
                    threads[thread["tid"]] = thread
            self.assertEqual(2, len(threads))
            for thread in threads.values():
                self.assertEqual(("worker", subject_pid(messages)), (thread["role"], thread["pid"]))
                self.assertGreater(thread["declared"]["sleep"], 200 * MS)

    def test_an_open_loop_keeps_its_schedule(self):
        for kind in kinds():
            last, _, _, _ = self.run_it(kind, "sleep", rate=100.0, in_flight=1000,
                                        duration_ns=500 * MS, parameters={"delay": "1ms"})
            self.assertAlmostEqual(50, last["tasks"]["created"], delta=2)
            self.assertEqual(100.0, last["gauges"]["rate"])

    def test_workers_can_be_changed_where_that_is_possible(self):
        for kind in kinds():
            with Run("sleep", "rust-" + kind, command=[subject(kind)], in_flight=8,
                     parameters={"delay": "2ms"}) as under_way:
                under_way.until(lambda m: m["t"] == "frame" and m["tasks"]["completed"] > 0)
                for workers in (5, 1):
                    under_way.send({"o": "set", "workers": workers, "in_flight": 9})
                    seen = under_way.until(
                        lambda m: (m["t"] == "step" and "cannot be changed" in m["text"])
                        or m.get("gauges", {}).get("workers") == workers)
                    self.assertEqual("rayon" == kind, seen["t"] == "step")
                if kind == "threads":
                    under_way.until(lambda m: m["t"] == "frame" and 4 == sum(
                        t.get("gone", False) for each in under_way.messages
                        for t in each.get("threads", ())))
                frame = under_way.until(lambda m: m["t"] == "frame")
                self.assertEqual(9, frame["gauges"]["in_flight"])
                under_way.send({"o": "stop"})
                self.assertEqual("stopped", under_way.last()["outcome"])

    def test_what_is_not_there_is_refused(self):
        last, _, status, _ = self.run_it("threads", "http-get", tasks=1)
        self.assertEqual(("failed", True, 1), (last["outcome"], last["refused"], status))
        self.assertIn("runs sum-of-squares, ", last["error"])

    def ends_with_its_input(self, before):
        for kind in kinds():
            with Run("sleep", "rust-" + kind, command=[subject(kind)],
                     parameters={"delay": "30s"}) as under_way:
                os.chmod(under_way.directory, 0o700)
                under_way.until(lambda m: m["t"] == "frame")
                before(under_way)
                under_way.vanish()
                self.assertEqual(0, under_way.status())
                self.assertFalse(os.path.exists(under_way.directory))

    def test_the_end_of_input_ends_it_and_its_directory(self):
        self.ends_with_its_input(lambda under_way: None)

    def test_a_hang_up_leaves_the_end_to_that_of_the_input(self):
        """The kernel sends it when the observer is killed that had the terminal."""
        self.ends_with_its_input(lambda under_way: os.kill(under_way.pid, signal.SIGHUP))


class Blocks(unittest.TestCase):
    def test_rest_and_go(self):
        for kind in kinds():
            with self.subTest(kind), Run(
                    "sleep", "rust-" + kind, command=[subject(kind)], rest=True, in_flight=2,
                    parameters={"delay": "5ms"}) as under_way:
                under_way.until(lambda m: m["t"] == "resting")
                for settle in (0, 50):
                    seen = len(under_way.messages)
                    under_way.send({"o": "go", "settle_ns": settle * MS, "duration_ns": 200 * MS})
                    under_way.until(lambda m: m["t"] == "resting")
                    messages = under_way.messages[seen:]
                    block = messages[-2]
                    self.assertEqual("block", block["t"])
                    phases = [m["phase"] for m in messages if m["t"] == "frame"]
                    self.assertEqual(["measure"] if not settle else ["warm-up", "measure"],
                                     sorted(set(phases), reverse=True))
                    tasks = block["tasks"]
                    self.assertGreater(tasks["completed"], 20)
                    self.assertEqual(tasks["completed"], sum(
                        total_count(m["latency"]["response"]["v2"]) for m in messages
                        if m.get("phase") == "measure" and "response" in m.get("latency", {})))
                    self.assertAlmostEqual(2.0, sum(tasks["ns"].values()) / block["phase_ns"],
                                           delta=0.4)
                    self.assertEqual(2, len({t["tid"] for m in messages
                                             for t in m.get("threads", ())}))
                before, began = cpu_ns(under_way.pid), time.monotonic_ns()
                time.sleep(1)  # the time over which the cost is looked at
                self.assertLess(cpu_ns(under_way.pid) - before,
                                0.002 * (time.monotonic_ns() - began))
                self.assertEqual("resting", under_way.messages[-1]["t"])
                under_way.send({"o": "stop"})
                last = under_way.last()
                self.assertEqual(("stopped", 0), (last["outcome"], last["tasks"]["created"]))

    def test_orders_are_obeyed_in_the_order_they_came(self):
        with Run("sleep", "rust-threads", command=[subject("threads")], rest=True, in_flight=2,
                 parameters={"delay": "100ms"}) as under_way:
            under_way.send({"o": "rest"})  # nothing: it rests
            under_way.until(lambda m: m["t"] == "resting")
            under_way.send({"o": "set", "in_flight": 3})
            under_way.send({"o": "go"})
            under_way.until(lambda m: m["t"] == "frame")
            for order in ("go", "rest", "go", "rest"):  # the third while the first's tasks end
                under_way.send({"o": order})
            blocks = []
            for _ in range(2):
                under_way.until(lambda m: m["t"] == "block" and not blocks.append(m))
                under_way.until(lambda m: m["t"] == "resting")
            self.assertEqual([3, 3], [block["gauges"]["in_flight"] for block in blocks])
            under_way.end_of_input()
            self.assertEqual(0, under_way.status())


def subject_pid(messages):
    return messages[0]["pid"]


if __name__ == "__main__":
    unittest.main()
