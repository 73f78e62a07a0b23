"""Entry of celery's worker: its main process, which has a pool of processes or threads."""

import json
import logging
import os
import sys
import threading

_HOME = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../.."))


def main(setup):
    from conctop_subject import child, ending
    from conctop_subject.engines import need
    from conctop_subject.engines.clusters import celery_work
    ending.leave_interrupts()
    ending.die_with_parent(setup["parent"])
    logging.disable(logging.CRITICAL)  # a lost child is our account's to tell
    celery = need("celery")
    app = celery_work.application(celery, setup)
    here = threading.local()  # a pool of threads has one of each a thread

    def worker():
        if not hasattr(here, "worker"):
            here.worker = child.Worker(setup["order"], setup["shared"], setup["slots"],
                                       threading.get_native_id())
        return here.worker

    @app.task(name="conctop.run")
    def run(task_id, intended, phase, sent):
        return worker().run([(task_id, intended)], phase, sent)

    if setup["pool"] == "prefork":
        from celery.signals import worker_process_init

        @worker_process_init.connect(weak=False)
        def begin(**_):
            ending.die_with_parent(os.getppid())
            worker()

    app.Worker(pool=setup["pool"], concurrency=setup["workers"], loglevel="CRITICAL",
               hostname="conctop@localhost", queues=["conctop"], without_gossip=True,
               without_mingle=True, without_heartbeat=True, statedb=None, quiet=True).start()


if __name__ == "__main__":
    if _HOME not in sys.path:
        sys.path.insert(0, _HOME)
    with open(sys.argv[1], encoding="ascii") as file:
        main(json.load(file))
