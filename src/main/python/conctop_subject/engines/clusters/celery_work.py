"""The application that a celery run's two sides share: the broker, the results, the options."""

import os


def application(celery, setup):
    """The same in the subject and in the worker. `setup`: what celery_pool.Celery wrote down."""
    app = celery.Celery("conctop", broker=setup["broker"], backend=setup["backend"],
                        set_as_current=False)
    app.conf.update(
        task_acks_late=setup["acks"] == "late",
        task_reject_on_worker_lost=setup["acks"] == "late",
        worker_prefetch_multiplier=setup["prefetch"],
        broker_transport_options=setup["transport"],
        worker_lost_wait=1.0,  # its own 10 s are for results that come after their process's death
        task_serializer="json", result_serializer="json", accept_content=["json"],
        task_default_queue="conctop", worker_hijack_root_logger=False,
        # else each greenlet, which lives for one task, would look for the backend's plug-in in all packages
        result_backend_thread_safe=setup.get("pool") == "gevent",
        broker_connection_retry_on_startup=True, result_expires=None,
        worker_cancel_long_running_tasks_on_connection_loss=False)
    return app


def file_system(directory):
    """Broker and results as files, without a server."""
    folders = {name: os.path.join(directory, "celery-" + name)
               for name in ("queue", "stage", "control", "results")}
    for folder in folders.values():
        os.mkdir(folder, 0o700)
    receiving = {"data_folder_in": folders["queue"], "data_folder_out": folders["queue"],
                 "control_folder": folders["control"], "store_processed": False,
                 "polling_interval": 0.01}  # its own is a second
    return {"broker": "filesystem://", "backend": "file://" + folders["results"],
            "results": folders["results"], "stage": folders["stage"], "queue": folders["queue"],
            "transport": receiving, "sending": {**receiving, "data_folder_out": folders["stage"]}}


def redis(path):
    """A server of our own behind a socket in the run's private directory."""
    url = "redis+socket://" + path
    return {"broker": url, "backend": url, "results": "", "transport": {}, "sending": {}}
