"""The CPython subject of conctop: runs tasks, sends frames. Standard library only, CPython 3.9 to 3.14.

The format it speaks is described on the wire format page. Nothing in this package writes a file
or a pipe on behalf of telemetry while tasks run, save one thread, ten times a second.
"""
