"""What every workload is, and the resources that tasks take in turns."""


class Workload:
    """One instance serves all tasks of a process; run is called by many threads at once."""

    #: async face; None: the blocking face is run on the loop, as a coroutine that never yields
    run_async = None
    #: whether it runs in a sub-interpreter, and why not
    isolated = False
    why_not_isolated = "it starts threads or processes, which a sub-interpreter refuses"

    #: what the last task found, where it is the same for every task, so that it can be compared
    result = None

    #: merge(task_id, began, ended, part): what a task that ran in another process has given; None: nothing
    merge = None

    #: what goes on beside the tasks since open, each with rest() and go()
    background = ()

    def __init__(self, parameters):
        """Reads the parameters; BadParameter names what cannot be read."""

    def prepare(self, surroundings):
        """What exists once in a run, made before any worker: picklable, given to each open."""
        return None

    def open(self, surroundings):
        """Prepares what tasks of this process share."""

    def open_beside(self, surroundings):
        """Starts what exists once beside workers that are elsewhere; open is called there."""

    def rest(self):
        """No tasks come until go(): nothing of this workload may wake up meanwhile."""
        for thing in self.background:
            thing.rest()

    def go(self):
        for thing in self.background:
            thing.go()

    def run(self, task):
        """One task on a thread that may block. An exception is a failed task."""
        raise NotImplementedError

    def gauges(self):
        # A double holds 53 bits exactly.
        return {} if self.result is None else {"result": self.result % 2 ** 53}


class Pool:
    """Things that one task uses at a time, made when none is free. list.pop and append are atomic.

    Where it is among the background of a workload, it has nothing while the subject rests: what is
    connected to others may be cut off meanwhile, or keep being talked to.
    """

    def __init__(self, make):
        self._make = make
        self._free = []
        self._resting = False

    def take(self):
        try:
            return self._free.pop()
        except IndexError:
            return self._make()

    def give(self, thing):
        if self._resting:
            thing.close()
        else:
            self._free.append(thing)

    def rest(self):
        self._resting = True
        while self._free:
            self._free.pop().close()

    def go(self):
        self._resting = False
