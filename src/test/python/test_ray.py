"""Ray's model against a stand-in for Ray: Ray itself was not to be had where this was made."""

import importlib.util
import os
import sys
import unittest

from subject_run import HERE, MAIN, Run, run

STANDINS = os.path.join(HERE, "standins")
MAIN_WITH = ("import runpy, sys; sys.dont_write_bytecode = True; sys.path.insert(0, %r);"
             " runpy.run_path(%r, run_name='__main__')" % (STANDINS, MAIN))


class StoodIn(unittest.TestCase):
    def setUp(self):
        self.command = [sys.executable, "-B", "-u", "-c", MAIN_WITH]

    def check(self, workload="sleep", tasks=40, parameters=None):
        last, messages, status, errors = run(
            workload, "cpython-ray", tasks=tasks, in_flight=8, workers=2, command=self.command,
            parameters={"delay": "5ms", **(parameters or {})})
        self.assertEqual(("done", 0, ""), (last["outcome"], status, errors), last.get("error"))
        done = last["tasks"]
        self.assertEqual((tasks, tasks, {}), (
            done["created"], done["completed"] + done["failed"], done["now"]), done)
        return last, messages

    def test_tasks_are_done_and_counted(self):
        last, messages = self.check()
        self.assertEqual((40, 2), (last["tasks"]["completed"], last["gauges"]["nodes"]))
        names = {t.get("name") for m in messages for t in m.get("threads", ())
                 if t.get("role") == "worker"}
        self.assertEqual({"node 1", "node 2"}, names)

    def test_parts_come_back(self):
        last, _ = self.check("word-count", parameters={"chunk": "1KiB", "chunks": "8"})
        self.assertEqual(5, last["gauges"]["jobs"])

    def test_blocks(self):
        with Run("sleep", "cpython-ray", rest=True, in_flight=4, command=self.command,
                 parameters={"delay": "2ms"}) as subject:
            subject.until(lambda m: m["t"] == "resting")
            for _ in range(2):
                subject.send({"o": "go", "settle_ns": 50_000_000, "duration_ns": 400_000_000})
                block = subject.until(lambda m: m["t"] == "block")
                self.assertGreater(block["tasks"]["completed"], 2)
                subject.until(lambda m: m["t"] == "resting")


class Missing(unittest.TestCase):
    def test_without_ray_it_is_refused_with_the_remedy(self):
        if importlib.util.find_spec("ray") is not None:
            self.skipTest("ray is here")
        last, _, status, _ = run("sleep", "cpython-ray", tasks=1)
        self.assertEqual((True, 1), (last.get("refused"), status))
        self.assertIn("ray is not here: install ray (pip; Debian has no package)", last["error"])


if __name__ == "__main__":
    unittest.main()
