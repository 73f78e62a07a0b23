"""What is to be run, as the run order says it."""

from .units import BadParameter, Parameters


class Plan:
    """One run order, checked."""

    def __init__(self, order):
        self.workload = str(order.get("workload"))
        self.model = str(order.get("model"))
        self.parameters = Parameters(order.get("parameters") or {})
        self.workers = max(1, int(order.get("workers") or 1))
        self.in_flight = max(1, int(order.get("in_flight") or 1))
        self.rate = order.get("rate")
        if self.rate is not None and not self.rate > 0:
            raise BadParameter("rate %s is not above 0" % self.rate)
        self.tasks = order.get("tasks")
        self.duration_ns = order.get("duration_ns")
        self.warm_up_ns = int(order.get("warm_up_ns") or 0)
        #: whether the subject rests until it is told to go
        self.rest = bool(order.get("rest"))
        self.http_port = int(order.get("http_port") or 0)
        self.query_port = int(order.get("query_port") or 0)
        self.directory = order.get("directory") or "."


class Surroundings:
    """What a workload is given when it opens, once in each process that runs tasks."""

    def __init__(self, plan, concurrency, book, step, shared=None, first=True,
                 isolated=False):
        self.parameters = plan.parameters
        self.http_port = plan.http_port
        self.query_port = plan.query_port
        self.directory = plan.directory
        self.concurrency = concurrency
        #: lanes of this process, None in worker processes
        self.book = book
        #: says in words what is being done
        self.step = step
        #: what Workload.prepare gave
        self.shared = shared
        #: whether this is the process that starts what exists once
        self.first = first
        #: whether this is a sub-interpreter
        self.isolated = isolated
        #: an engine's http(target) and query(port, line) for a loop's tasks; None: our own connections
        self.clients = None
