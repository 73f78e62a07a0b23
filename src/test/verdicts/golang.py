"""Go: goroutines wait inside the runtime, of which the kernel sees the threads only."""

from build import go
from network import silent_server
from stage import CORES, CPU, DISK, IDLE, IPC, LOCK, NET, Case


def cases():
    yield Case("Go, http server, idle", IDLE, lambda s: go(s, "http"))
    yield Case("Go, workers behind a channel", IDLE, lambda s: go(s, "workers"))
    yield Case("Go, wait group of sleepers", IDLE, lambda s: go(s, "group"))
    yield Case("Go, 50 clients", (IDLE, NET), lambda s: go(s, "client", f"127.0.0.1:{silent_server(s)}"))
    yield Case("Go, 50 clients of itself", (IDLE, NET), lambda s: go(s, "own-client"))
    yield Case("Go, one computes", CPU, lambda s: go(s, "one"), findings=("serial",))
    yield Case("Go, as many as cores compute", CPU, lambda s: go(s, "spin"), without=("serial",),
               threads=CORES)
    # The runtime's own mutex: whoever waits has no thread, one computes.
    yield Case("Go, 20 under one mutex", (CPU, LOCK), lambda s: go(s, "mutex"))
    yield Case("Go, direct reads", DISK, lambda s: go(s, "direct", s.file(64)))
    yield Case("Go, 8 threads in read of a pipe", (IPC, IDLE), lambda s: go(s, "calls"), threads=8)
