"""node: its loop, libuv's pool and V8's workers."""

from build import node
from network import silent_server
from stage import CORES, CPU, IDLE, IPC, NET, SHARE, Case


def cases():
    yield Case("node, http server, idle", IDLE, lambda s: node(s, "http"))
    yield Case("node, timer", IDLE, lambda s: node(s, "timer"))
    yield Case("node, 10 % of a core", IDLE, lambda s: node(s, "light"), words=SHARE)
    yield Case("node, loop that computes", CPU, lambda s: node(s, "blocked"),
               findings=("serial|loop-blocked",), settle=1.5)
    yield Case("node, hashes in the pool", CPU, lambda s: node(s, "pool"), settle=1.5)
    yield Case("node, hashes in the pool and a busy loop", CPU, lambda s: node(s, "pool-and-loop"),
               settle=1.5)
    yield Case("node, as many workers as cores", CPU, lambda s: node(s, "workers", CORES),
               without=("serial",), settle=1.5)
    yield Case("node, idle workers", IDLE, lambda s: node(s, "idle-workers"), settle=1.5)
    yield Case("node, waits for a worker that computes", CPU, lambda s: node(s, "waits-for-worker"),
               settle=1.5)
    yield Case("node, pool reads pipes", IPC, lambda s: node(s, "fifos"), settle=2)
    yield Case("node, child process", (IDLE, IPC), lambda s: node(s, "spawn"))
    yield Case("node, child process, waits", (IPC, IDLE), lambda s: node(s, "spawn-sync"))
    # Whether an answer is outstanding was to be seen only when it was asked for.
    yield Case("node, client", (NET, IDLE), lambda s: node(s, "client", silent_server(s)))
