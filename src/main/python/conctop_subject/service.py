"""Threads that are no task's: telemetry, orders, what waits for results."""

import threading


def service(target, name, args=()):
    """A daemon thread, not started, whose name the kernel knows too: CPython says it only since 3.14."""
    def run():
        _name(name)
        target(*args)

    return threading.Thread(target=run, name=name, daemon=True)


def _name(name):
    try:
        with open("/proc/thread-self/comm", "w", encoding="ascii") as comm:
            comm.write(name[:15])
    except OSError:
        pass  # a system without it shows threads by number
