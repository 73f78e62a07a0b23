"""What every workload is, and the resources that tasks take in turns."""


class Workload:
    """One instance serves all tasks of a process; run is called by many threads at once."""

    #: async face; None: the blocking face is run on the loop, as a coroutine that never yields
    run_async = None
    #: whether it runs in a sub-interpreter, and why not
    isolated = False
    why_not_isolated = "it starts threads or processes, which a sub-interpreter refuses"

    def __init__(self, parameters):
        """Reads the parameters; BadParameter names what cannot be read."""

    def prepare(self, surroundings):
        """What exists once in a run, made before any worker: picklable, given to each open."""
        return None

    def open(self, surroundings):
        """Prepares what tasks of this process share."""

    def open_beside(self, surroundings):
        """Starts what exists once beside workers that are elsewhere; open is called there."""

    def run(self, task):
        """One task on a thread that may block. An exception is a failed task."""
        raise NotImplementedError

    def gauges(self):
        return {}


class Pool:
    """Things that one task uses at a time, made when none is free. list.pop and append are atomic."""

    def __init__(self, make):
        self._make = make
        self._free = []

    def take(self):
        try:
            return self._free.pop()
        except IndexError:
            return self._make()

    def give(self, thing):
        self._free.append(thing)
