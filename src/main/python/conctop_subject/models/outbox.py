"""Tasks that go to worker processes several in a message, as a pool's map sends its chunks."""

import threading
from collections import deque


class Message:
    """Tasks that are sent together and come back together."""

    __slots__ = ("tasks", "future")

    def __init__(self, tasks):
        self.tasks = tasks
        self.future = None


class Outbox:
    """Sends a message as soon as there is a task for it and a worker that could be given one.

    So no task waits for a message to fill: messages fill with what comes while all workers have theirs.
    """

    def __init__(self, send, batch, workers):
        self._send = send
        self._batch = batch
        self._lock = threading.Lock()
        self._tasks = deque()
        self._out = 0
        self._held = 0
        self.set_workers(workers)

    def set_workers(self, workers):
        self._most = 2 * workers  # one that is run and one that follows it
        self._flush()

    def put(self, task):
        if self._batch == 1:
            self._send(Message((task,)))
            return
        self._tasks.append(task)
        self._flush()

    def __enter__(self):
        """Results are being taken, and tasks that follow them come all at once."""
        with self._lock:
            self._held += 1

    def __exit__(self, *ignored):
        """A message has come back."""
        with self._lock:
            self._held -= 1
            self._out -= 1
        self._flush()

    def remove(self, task):
        """Takes back what was not sent; whether it was so."""
        with self._lock:
            try:
                self._tasks.remove(task)
                return True
            except ValueError:
                return False

    def _flush(self):
        while True:
            with self._lock:
                free = self._most - self._out
                if self._held or not self._tasks or free <= 0:
                    return
                share = -(-len(self._tasks) // free)
                tasks = tuple(self._tasks.popleft() for _ in range(min(self._batch, share)))
                self._out += 1
            try:
                self._send(Message(tasks))
            except Exception as e:
                for task in tasks:
                    task.load.refused(task, e)
