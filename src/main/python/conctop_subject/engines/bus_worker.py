"""A node of the bus: a process that runs one task at a time for a subject in another."""

import json
import threading

from .. import child, ending
from . import need


def serve(number, kind, addresses, parent, order, shared, path):
    """What the node's process does, to its end."""
    ending.leave_interrupts()
    ending.die_with_parent(parent)
    zmq = need("zeromq")
    link = (_Pull if kind == "push-pull" else _Request)(zmq, number, addresses, order)
    worker = child.Worker(order, shared, path, threading.get_native_id())
    if order["rest"]:
        worker.follow()
    link.begin()
    while True:
        tasks, phase, sent = json.loads(link.receive())
        link.send(json.dumps([number, *worker.run(tasks, phase, sent)]).encode("ascii"))


class _Pull:
    def __init__(self, zmq, number, addresses, order):
        context = zmq.Context()
        self._tasks = context.socket(zmq.PULL)
        self._tasks.setsockopt(zmq.RCVHWM, order["hwm"])
        self._tasks.connect(addresses[0])
        self._results = context.socket(zmq.PUSH)
        self._results.setsockopt(zmq.SNDHWM, 0)
        self._results.connect(addresses[1])

    def begin(self):
        """Tasks come unasked."""

    def receive(self):
        return self._tasks.recv()

    def send(self, results):
        self._results.send(results)


class _Request:
    def __init__(self, zmq, number, addresses, order):
        self._socket = zmq.Context().socket(zmq.REQ)
        self._socket.setsockopt(zmq.IDENTITY, b"%d" % number)
        self._socket.connect(addresses[0])

    def begin(self):
        self._socket.send(b"")

    def receive(self):
        return self._socket.recv()

    def send(self, results):
        self._socket.send(results)
