"""Entry: python3 -I -B -u .../conctop_subject/__main__.py [server NAME DIRECTORY]. Workers import it too."""

import os
import sys

_HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
if _HOME not in sys.path:  # -I leaves the script's own directory out
    sys.path.insert(0, _HOME)

if __name__ == "__main__":
    if sys.version_info < (3, 9):
        sys.stderr.write("conctop needs CPython 3.9 or newer, this is %s\n" % sys.version.split()[0])
        sys.exit(1)
    from conctop_subject import heap

    heap.settle()
    if sys.argv[1:2] == ["server"]:
        from conctop_subject.servers.host import main

        main(*sys.argv[2:])
    else:
        from conctop_subject.subject import main

        main()
