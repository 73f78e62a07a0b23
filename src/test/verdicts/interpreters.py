"""Ruby, Erlang, Perl, and Celery's main process."""

import os
import pathlib
import subprocess

from stage import CPU, IDLE, LOCK, Case, Skip


def celery(stage):
    """A worker without tasks, of the interpreter that has Celery; its queue is a folder."""
    python = "/usr/bin/python3"
    found = pathlib.Path(python).exists() and subprocess.run(
        [python, "-c", "import celery"], capture_output=True).returncode == 0
    if not found:
        raise Skip("no celery of the system's python3")
    for folder in ("in", "out", "done"):
        (stage.directory / folder).mkdir()
    (stage.directory / "tasks.py").write_text(
        "import celery\napp = celery.Celery('tasks', broker='filesystem://')\n"
        "app.conf.broker_transport_options = {'data_folder_in': 'in', 'data_folder_out': 'in',"
        " 'processed_folder': 'done', 'store_processed': True}\n"
        "@app.task\ndef nothing(): pass\n")
    return stage.run(python, "-m", "celery", "-A", "tasks", "worker", "-c", "2",
                     env={**os.environ, "C_FORCE_ROOT": "1"})


def cases():
    # Ruby's own lock is the same lesson, whatever it is called.
    yield Case("Ruby, three threads compute", LOCK, lambda s: s.run(
        "ruby", "-e", "3.times.map { Thread.new { loop { } } }.each(&:join)"), threads=4)
    yield Case("Ruby, one computes, three wait for a queue", CPU, lambda s: s.run(
        "ruby", "-e", "q = Queue.new; 3.times { Thread.new { q.pop } }; loop { }"), threads=4)
    yield Case("Ruby, pool behind a queue", IDLE, lambda s: s.run(
        "ruby", "-e", "q = Queue.new; 4.times { Thread.new { loop { q.pop } } }; sleep"), threads=5)
    yield Case("Ruby, Mutex, the holder sleeps", LOCK, lambda s: s.run(
        "ruby", "-e", "m = Mutex.new; 6.times { Thread.new { loop { m.synchronize { sleep 0.02 } } } }; "
        "sleep"), threads=7)
    yield Case("Erlang, idle", IDLE, lambda s: s.run("erl", "-noshell", "-noinput"), settle=2)
    yield Case("Erlang, one computes", CPU, lambda s: s.run(
        "erl", "-noshell", "-noinput", "-eval", "F = fun G(N) -> G(N + 1) end, F(0)"), settle=2)
    yield Case("Perl, one computes", CPU, lambda s: s.run("perl", "-e", "1 while 1"), findings=("serial",))
    yield Case("Celery's main process, idle", IDLE, celery, settle=4)
