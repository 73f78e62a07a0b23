"""Which tasks are lost with a worker, where nobody keeps account of who has which."""


class Losses:
    """Each worker does what it was sent in its order, and its results come back in theirs.

    So once all that live have, since a death, given back something sent after it or had nothing to do,
    whatever was sent before it and is not back went with the dead. Confined to one thread.
    """

    def __init__(self):
        self._sent = {}  # id -> its number in the order of sending
        self._next = 0
        self._deaths = []  # (number of the next task sent, the dead, the living not heard of since)

    @property
    def open(self):
        """Whether a death is not settled."""
        return bool(self._deaths)

    def sent(self, task_id):
        self._sent[task_id] = self._next
        self._next += 1

    def back(self, task_id, node):
        number = self._sent.pop(task_id, None)
        if number is not None:
            for mark, _, unheard in self._deaths:
                if number >= mark:
                    unheard.discard(node)

    def idle(self, node):
        """It has nothing to do, and long enough since the last death for what was on its way."""
        for _, _, unheard in self._deaths:
            unheard.discard(node)

    def died(self, node, living):
        self.idle(node)
        self._deaths.append((self._next, node, set(living)))

    def take(self):
        """(id, the node that died) of what is lost for certain."""
        lost = []
        for death in [death for death in self._deaths if not death[2]]:
            self._deaths.remove(death)
            for task_id in [each for each, number in self._sent.items() if number < death[0]]:
                del self._sent[task_id]
                lost.append((task_id, death[1]))
        return lost
