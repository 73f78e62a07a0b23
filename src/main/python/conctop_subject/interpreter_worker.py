"""What runs inside a sub-interpreter: tasks from a pipe, results to a pipe that all share.

A result is one write of less than PIPE_BUF bytes, so that lines of several interpreters do not mix.
"""

import json
import os

from .child import Worker

_PIPE_BUF = 4096


def serve(setup, number, tid):
    setup = json.loads(setup)
    worker = Worker(setup["order"], setup["shared"], setup["slots"], tid, row=number + 1,
                    isolated=True)
    out, tasks = setup["result_fd"], setup["task_fds"][number]
    os.write(out, b"[%d,null]\n" % number)
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
            data = json.dumps([number, result]).encode("ascii") + b"\n"
            if len(data) > _PIPE_BUF:
                result[3], result[4] = result[3] and result[3][:200], []
                data = json.dumps([number, result]).encode("ascii") + b"\n"
            os.write(out, data)
