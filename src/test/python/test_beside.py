"""What runs beside a subject: processes that are told by a pipe, and Ctrl-C, which all of them get."""

import os
import signal
import sys
import tempfile
import unittest

from subject_run import TIME_OUT, Run
from conctop_subject import busy, ending
from conctop_subject.workloads import pipes

MS = 1_000_000


def state(pid):
    with open("/proc/%d/stat" % pid, encoding="utf-8", errors="replace") as stat:
        return stat.read().rpartition(")")[2].split()[0]


def ignores_interrupts(status):
    line = next(line for line in status.splitlines() if line.startswith("SigIgn:"))
    return bool(int(line.split()[1], 16) >> signal.SIGINT - 1 & 1)


def children(pid):
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/stat" % name, encoding="utf-8", errors="replace") as stat:
                parent = int(stat.read().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == pid:
            found += [int(name), *children(int(name))]
    return found


class Told(unittest.TestCase):
    def ends_with_its_pipe(self, process):
        process.stdin.close()
        self.assertEqual(0, process.wait(TIME_OUT))
        ending.ended(process)

    @unittest.skipUnless(sys.platform.startswith("linux"), "looks into /proc")
    def test_a_busy_process_rests_without_being_stopped_and_ends_with_its_pipe(self):
        told = busy.start_other_process(None, 1)
        told.rest()
        asleep = 0
        while asleep < 50:  # who spins is never asleep for so many looks
            now = state(told.process.pid)
            self.assertNotEqual("T", now)
            asleep = asleep + 1 if now == "S" else 0
        told.go()
        while state(told.process.pid) != "R":
            pass
        told.rest()
        self.ends_with_its_pipe(told.process)

    def test_a_camera_at_rest_ends_with_its_pipe_and_goes_on_before(self):
        device = pipes._Device(2 * MS, 1000)
        device.rest()
        device.go()
        left = 20_000  # more than was under way
        while left > 0:
            left -= len(os.read(device.fd, left))
        device.rest()
        process = device._told.process
        self.ends_with_its_pipe(process)
        process.stdout.close()


@unittest.skipUnless(sys.platform.startswith("linux"), "looks into /proc")
class Interrupts(unittest.TestCase):
    def setUp(self):
        with open("/proc/self/status", encoding="ascii") as status:
            if ignores_interrupts(status.read()):
                self.skipTest("who runs the tests has it ignored in all that they start")

    def test_nothing_of_ours_ends_by_it(self):
        for workload, model in (("sleep", "cpython-thread-pool"), ("sleep", "cpython-process-pool"),
                                ("sleep", "cpython-multiprocessing"), ("sleep", "cpython-asyncio"),
                                ("camera", "cpython-thread-pool"), ("print", "cpython-thread-pool")):
            with self.subTest(workload + " " + model), Run(workload, model) as subject:
                subject.until(lambda m: m["t"] == "frame" and m["tasks"]["completed"] > 5)
                all_ours = [subject.pid, *children(subject.pid)]
                for pid in all_ours:
                    os.kill(pid, signal.SIGINT)
                before = subject.messages[-1]["tasks"]["completed"]
                frame = subject.until(
                    lambda m: m["t"] == "frame" and m["tasks"]["completed"] > before + 5)
                self.assertEqual(0, frame["tasks"]["failed"])
                self.assertEqual([], [pid for pid in all_ours if not ending.alive(pid)])
                subject.send({"o": "stop"})
                self.assertEqual("stopped", subject.last()["outcome"])
                subject.end_of_input()
                self.assertEqual((0, ""), (subject.status(), subject.errors()))

    def test_a_users_command_has_it_as_ever(self):
        for model in ("cpython-thread-pool", "cpython-asyncio", "cpython-process-pool"):
            with self.subTest(model), tempfile.NamedTemporaryFile("r") as status:
                command = "sh -c 'cat /proc/self/status > %s'" % status.name
                with Run("command", model, tasks=1, parameters={"command": command}) as subject:
                    self.assertEqual(1, subject.last()["tasks"]["completed"])
                self.assertFalse(ignores_interrupts(status.read()))


if __name__ == "__main__":
    unittest.main()
