"""What the HTTP clients of engines have in common."""

from .. import workloads

HTTP = ("http-get", "http-post", "crawl")
QUERIES = ("query-server", "mixed")
WAITS = ("sleep",)


def url_of(target):
    return "%s://%s%s" % ("https" if target.secure else "http", target.header_host, target.path)


def refuse_others(plan, does, part):
    """`does`: workloads of which the engine does the waiting; `part`: what of the engine that is."""
    if plan.workload not in does:
        raise workloads.Unsupported("%s runs %s, not %s: its %s has no part in that" % (
            plan.model, ", ".join(does), plan.workload, part))


class Some:
    """A mixin for models that run some workloads only."""

    #: workloads of which the engine does the waiting
    does = HTTP
    #: what of the engine that is
    part = "client"

    def __init__(self, plan, workload, step):
        refuse_others(plan, self.does, self.part)
        super().__init__(plan, workload, step)


class Clients(Some):
    """A mixin for loops: a workload is given the engine's client instead of our own."""

    def __init__(self, plan, workload, step):
        #: connections at most; 0: as many as there are tasks
        self.limit = max(0, plan.parameters.count("connections", "0"))
        super().__init__(plan, workload, step)

    def _surroundings(self, shared=None):
        surroundings = super()._surroundings(shared)
        surroundings.clients = self
        return surroundings
