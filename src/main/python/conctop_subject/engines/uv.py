"""asyncio's own work on uvloop, which is libuv's loop in C."""

from . import need
from .polled import PolledLoop


class UvLoop(PolledLoop):
    """uvloop in the place of asyncio's loop. Its timers count whole milliseconds."""

    def _make_loop(self):
        return need("uvloop").new_event_loop()
