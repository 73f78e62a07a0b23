"""Small processes of ours beside the tasks that rest and go with the subject, as they are told by a pipe.

Nothing is stopped by a signal: who stands still so would outlive everybody where the kernel does not
end it. The end of the pipe ends such a process, at rest as well.
"""

import os
import subprocess
import sys

from . import ending

# `going` is set and `on` not empty while it is to go: to ask a list is the least that a loop can ask.
_PRELUDE = ending.LEAVE_INTERRUPTS + """
import os, threading
on, going = [True], threading.Event()
going.set()
def hear():
    while True:
        said = os.read(0, 1)
        if said == b"r":
            going.clear()
            on.clear()
        elif said == b"g":
            on.append(True)
            going.set()
        elif not said:
            os._exit(0)
threading.Thread(target=hear, daemon=True).start()
"""


class Told:
    """A process that runs source, in which `going` and `on` say whether it is to go."""

    def __init__(self, source, *arguments, **streams):
        self.process = ending.started(subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _PRELUDE + source, *map(str, arguments)],
            stdin=subprocess.PIPE, bufsize=0, **streams))

    def rest(self):
        self._tell(b"r")

    def go(self):
        self._tell(b"g")

    def _tell(self, what):
        try:
            self.process.stdin.write(what)
        except OSError:
            pass  # it has ended, and is as quiet as can be
