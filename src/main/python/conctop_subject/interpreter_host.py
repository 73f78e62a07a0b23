"""The disposable process of sub-interpreters: one thread and one interpreter a worker."""

import json
import os
import sys
import threading

_HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

_SCRIPT = """
import sys
sys.path.insert(0, %r)
from conctop_subject.interpreter_worker import serve
serve(%r, %d, %d)
"""


def main():
    sys.path.insert(0, _HOME)
    from conctop_subject import busy, ending
    setup = json.loads(sys.argv[1])
    ending.leave_interrupts()
    ending.die_with_parent(setup["parent"])
    make = busy.interpreter_maker()

    def run(number):
        try:
            make()(_SCRIPT % (_HOME, sys.argv[1], number, threading.get_native_id()))
        except BaseException as e:
            sys.stderr.write("%s\n" % e)
            sys.stderr.flush()
            os._exit(1)

    threads = [threading.Thread(target=run, args=(i,), name="interpreter-%d" % i)
               for i in range(len(setup["task_fds"]))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    os._exit(0)


if __name__ == "__main__":
    main()
