"""Map and reduce: the jobs of all models come to the same, wherever their chunks are mapped."""

import importlib.util
import sys
import unittest

from subject_run import run
from conctop_subject.workloads import documents
from conctop_subject.workloads.mapreduce import Jobs, put_together

SMALL = {"chunk": "1KiB", "chunks": "8", "skew": "2"}


class OfJobs(unittest.TestCase):
    def test_held_is_the_time_in_which_all_but_one_have_ended(self):
        jobs = Jobs(3)
        self.assertIsNone(jobs.add(0, 0, 300, {"a": 1}))
        self.assertIsNone(jobs.add(2, 100, 900, {"a": 2}))
        job = jobs.add(1, 50, 400, {"b": 3})
        self.assertEqual({"a": 3, "b": 3}, put_together(job.parts))
        jobs.reduced(job, 6)
        self.assertEqual((1, 500, 6), (jobs.done, jobs.gauges()["job_held"], jobs.words))

    def test_jobs_that_will_never_be_whole_are_forgotten(self):
        jobs = Jobs(2)
        for job in range(3000):
            jobs.add(2 * job, 0, 1, {})
        self.assertIsNone(jobs.add(1, 0, 1, {}))
        self.assertIsNotNone(jobs.add(2 * 2999 + 1, 0, 1, {}))

    def test_no_piece_of_a_text_begins_within_a_word(self):
        pieces = documents.text_lines(20_000)
        self.assertEqual(20_000, sum(map(len, pieces)))
        self.assertEqual("".join(pieces).split(), [w for p in pieces for w in p.split()])


class Runs(unittest.TestCase):
    def gauges(self, model):
        last, _, status, errors = run(
            "word-count", model, tasks=64, in_flight=8, workers=2, parameters=SMALL)
        self.assertEqual(("done", 0, ""), (last["outcome"], status, errors), last.get("error"))
        self.assertEqual(64, last["tasks"]["completed"], last)
        return last["gauges"]

    def test_all_come_to_the_same(self):
        words = len(" ".join(documents.text_lines(1024)).split()) * 9
        models = ["cpython-sequential", "cpython-thread-pool", "cpython-asyncio",
                  "cpython-multiprocessing", "cpython-process-pool"]
        if sys.version_info >= (3, 12):
            models.append("cpython-subinterpreters")
        for model in models:
            with self.subTest(model):
                gauges = self.gauges(model)
                self.assertEqual((8, words), (gauges["jobs"], gauges["result"]))

    def test_a_cluster_reduces_by_itself(self):
        if importlib.util.find_spec("distributed") is None:
            print("skipped: dask is not here", file=sys.stderr)
            self.skipTest("dask is not here")
        last, _, status, errors = run(
            "word-count", "dask", tasks=72, in_flight=8, workers=2, parameters=SMALL)
        self.assertEqual(("done", 0, ""), (last["outcome"], status, errors), last.get("error"))
        # the last job's reduce may still be under way when its last map has ended
        self.assertIn(last["gauges"]["jobs"], (8, 9))
        self.assertEqual(len(" ".join(documents.text_lines(1024)).split()) * 9,
                         last["gauges"]["result"])


if __name__ == "__main__":
    unittest.main()
