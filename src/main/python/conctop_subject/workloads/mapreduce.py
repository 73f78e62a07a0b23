"""Map and reduce: a task maps one chunk; who brings the last chunk of a job puts its parts together."""

import threading
from collections import Counter, deque
from time import monotonic_ns

from .base import Workload
from .documents import TOKEN, text_lines

_MOST_OPEN = 1024  # a job one of whose chunks failed is never whole: the oldest of so many is forgotten
_LATEST = 64  # means are of so many jobs done last


class _Job:
    def __init__(self):
        self.parts = []
        self.began = self.last = self.last_but_one = None

    def add(self, part, began, ended):
        self.parts.append(part)
        self.began = began if self.began is None else min(self.began, began)
        ends = sorted(end for end in (self.last_but_one, self.last, ended) if end is not None)
        self.last = ends[-1]
        self.last_but_one = ends[-2] if len(ends) > 1 else None


class Jobs:
    """The jobs whose chunks are under way, and how those went that are done. Used by any threads."""

    def __init__(self, chunks):
        self._chunks = chunks
        self._open = {}
        self._latest = deque(maxlen=_LATEST)
        self._lock = threading.Lock()
        self.done = self.words = 0

    def add(self, number, began, ended, part):
        """A chunk has been mapped; the job if it was the last one of it."""
        with self._lock:
            at = number // self._chunks
            job = self._open.setdefault(at, _Job())
            job.add(part, began, ended)
            if len(job.parts) == self._chunks:
                return self._open.pop(at)
            if len(self._open) > _MOST_OPEN:
                del self._open[next(iter(self._open))]
        return None

    def reduced(self, job, words):
        now = monotonic_ns()
        with self._lock:
            self.done += 1
            self.words = words
            held = 0 if self._chunks == 1 else job.last - job.last_but_one
            self._latest.append((now - job.began, held))

    def gauges(self):
        with self._lock:
            latest, done = list(self._latest), self.done
        if not latest:
            return {"jobs": done}
        return {"jobs": done, "job_time": sum(each[0] for each in latest) / len(latest),
                "job_held": sum(each[1] for each in latest) / len(latest)}


def put_together(parts):
    """The reduce."""
    counts = Counter()
    for part in parts:
        counts.update(part)
    return counts


class WordCount(Workload):
    """Counts words. The last chunk of a job may be many times as long as the others: the reduce waits for it."""

    isolated = True

    def __init__(self, parameters):
        self._chunk = parameters.size("chunk", "64KiB")
        self.chunks = max(1, parameters.count("chunks", "16"))
        self._skew = max(1, parameters.count("skew", "1"))
        self.jobs = None

    def open(self, surroundings):
        self._lines = text_lines(self._chunk)
        if surroundings.first:
            self.jobs = Jobs(self.chunks)

    def open_beside(self, surroundings):
        self.jobs = Jobs(self.chunks)

    def run(self, task):
        began = monotonic_ns()
        number = task.task_id
        counts = Counter()
        for _ in range(self._skew if number % self.chunks == self.chunks - 1 else 1):
            for line in self._lines:
                counts.update(TOKEN.findall(line))
                task.checkpoint()
        if self.jobs is None:
            task.give(counts)
        else:
            self.merge(number, began, monotonic_ns(), counts)

    def merge(self, number, began, ended, part):
        job = self.jobs.add(number, began, ended, part)
        if job is not None:
            self.reduced(job, put_together(job.parts))

    def reduced(self, job, counts):
        self.jobs.reduced(job, sum(counts.values()))
        self.result = self.jobs.words

    def gauges(self):
        gauges = super().gauges()
        if self.jobs is not None:
            gauges.update(self.jobs.gauges())
        return gauges
