"""All programs, subject by subject."""

import channels
import cores
import cpython
import databases
import families
import gates
import golang
import interpreters
import jvms
import kernel
import locks
import nodes
import ordinary
import servers
import waits


def programs():
    for source in (ordinary.cases, locks.cases, waits.cases, gates.cases, channels.cases, families.cases,
                   cores.cases, kernel.cases, golang.cases, nodes.cases, cpython.locks, cpython.others,
                   interpreters.cases, servers.cases, databases.cases, jvms.cases):
        yield from source()
