"""What runs inside a sub-interpreter: tasks from a pipe, results to another, each of its own."""

import json
import os

from .child import Worker


def serve(setup, number, tid):
    setup = json.loads(setup)
    worker = Worker(setup["order"], setup["shared"], setup["slots"], tid, row=number + 1,
                    isolated=True)
    out, tasks = setup["result_fds"][number], setup["task_fds"][number]
    _write(out, b"null\n")
    rest = b""
    while True:
        chunk = os.read(tasks, 4096)
        if not chunk:
            return
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            told = json.loads(line)
            if told in ("rest", "go"):
                getattr(worker, told)()
                continue
            task_id, intended, phase, sent = told
            results, way = worker.run([(task_id, intended)], phase, sent)
            result = [*results[0], way]
            _write(out, json.dumps(result).encode("ascii") + b"\n")


def _write(fd, data):
    while data:
        data = data[os.write(fd, data):]
