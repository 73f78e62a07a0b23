"""Entry of celery's worker: its main process, which has a pool of processes, threads or greenlets."""

import importlib
import json
import logging
import os
import sys
import threading

_HOME = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../.."))


class Workers:
    """Who runs a task: each has a row of its own, that of a process, a thread or a greenlet.

    A thread or a process keeps its own. A greenlet lives for one task, so it takes whichever is free: there are
    as many as run at a time.
    """

    def __init__(self, setup):
        self._setup = setup
        self._own = threading.local()
        self._free = []

    def take(self):
        if self._setup["pool"] == "gevent":
            return self._free.pop() if self._free else self._new()
        if not hasattr(self._own, "worker"):
            self._own.worker = self._new()
        return self._own.worker

    def give_back(self, worker):
        if self._setup["pool"] == "gevent":
            self._free.append(worker)

    def _new(self):
        from conctop_subject import child  # not before gevent has had its way with what it imports
        return child.Worker(self._setup["order"], self._setup["shared"], self._setup["slots"],
                            threading.get_native_id())


def main(setup):
    if setup["pool"] == "gevent":  # before anything is imported that it puts others in the places of
        importlib.import_module("gevent.monkey").patch_all()
    from conctop_subject import ending
    from conctop_subject.engines import need
    from conctop_subject.engines.clusters import celery_work
    ending.leave_interrupts()
    ending.die_with_parent(setup["parent"])
    logging.disable(logging.CRITICAL)  # a lost child is our account's to tell
    celery = need("celery")
    app = celery_work.application(celery, setup)
    workers = Workers(setup)

    @app.task(name="conctop.run")
    def run(task_id, intended, phase, sent):
        worker = workers.take()
        try:
            return worker.run([(task_id, intended)], phase, sent)
        finally:
            workers.give_back(worker)

    if setup["pool"] == "prefork":
        from celery.signals import worker_process_init

        @worker_process_init.connect(weak=False)
        def begin(**_):
            ending.die_with_parent(os.getppid())
            workers.give_back(workers.take())

    app.Worker(pool=setup["pool"], concurrency=setup["workers"], loglevel="CRITICAL",
               hostname="conctop@localhost", queues=["conctop"], without_gossip=True,
               without_mingle=True, without_heartbeat=True, statedb=None, quiet=True).start()


if __name__ == "__main__":
    if _HOME not in sys.path:
        sys.path.insert(0, _HOME)
    with open(sys.argv[1], encoding="ascii") as file:
        main(json.load(file))
