"""Waits whose names in the kernel mislead, and processes that do not run at all."""

import pathlib
import subprocess
import sys

from build import c, c_program
from stage import CPU, DISK, IDLE, IPC, LOCK, MIXED, UNTOLD, Case, Skip, Subject
from system import stopped

HANGING = """
import ctypes, os, struct, sys
INIT = 26
libc = ctypes.CDLL(None, use_errno=True)
where, call = sys.argv[1:]
device = os.open('/dev/fuse', os.O_RDWR)
options = f'fd={device},rootmode=40000,user_id=0,group_id=0'.encode()
if libc.mount(b'hang', where.encode(), b'fuse.hang', 0, options) != 0:
    sys.exit(os.strerror(ctypes.get_errno()))
waiting = os.fork()
if waiting == 0:
    os.close(device)
    file = where + '/file'
    {'stat': lambda: os.stat(file), 'list': lambda: os.listdir(where), 'mkdir': lambda: os.mkdir(file),
     'readlink': lambda: os.readlink(file), 'rename': lambda: os.rename(file, file + '2'),
     'access': lambda: os.access(file, os.R_OK), 'open': lambda: open(file, 'w'),
     'chmod': lambda: os.chmod(file, 0o600), 'statvfs': lambda: os.statvfs(where)}[call]()
    os._exit(0)
print(waiting, flush=True)
while True:
    request = os.read(device, 1 << 17)
    length, operation, unique = struct.unpack_from('<IIQ', request)
    if operation == INIT:
        answer = struct.pack('<4I2H2I2H8I', 7, 31, 1 << 16, 0, 0, 0, 1 << 16, 1, 0, 0, *[0] * 8)
        os.write(device, struct.pack('<IiQ', 16 + len(answer), 0, unique) + answer)
"""


def hanging(stage, call):
    """A file system in user space that answers nothing after its greeting, and who asks it."""
    if not pathlib.Path("/dev/fuse").exists():
        raise Skip("no /dev/fuse")
    where = stage.directory / "hangs"
    where.mkdir()
    stage.undo.append(lambda: subprocess.run(["umount", "-l", where], capture_output=True))
    server = stage.run(sys.executable, "-c", HANGING, where, call,
                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    line = server.stdout.readline()
    if not line:
        raise Skip(f"no FUSE: {server.stderr.read().decode().strip()}")
    return Subject(line)


def kernel_thread(state):
    """The first child of kthreadd in this state."""
    for entry in sorted(pathlib.Path("/proc").glob("[0-9]*"), key=lambda path: int(path.name)):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[1] == "2" and fields[0] == state:
            return Subject(entry.name)
    raise Skip(f"no kernel thread in state {state}")


def cases():
    for call in ("stat", "list", "mkdir", "readlink", "rename", "access", "open", "chmod", "statvfs"):
        yield Case(f"FUSE that hangs, {call}", DISK, lambda s, call=call: hanging(s, call))
    for kind in ("maps", "protects"):
        yield Case(f"address space's lock, {kind}", (LOCK, CPU, MIXED),
                   lambda s, kind=kind: c(s, "kernel", kind), absent=("disk",), threads=8)
    # Where the disk is as quick as memory, four threads that fault keep the cores busy.
    yield Case("page faults from the disk", (DISK, MIXED, CPU),
               lambda s: c(s, "kernel", "faults", s.file(256)), threads=4)
    yield Case("C, direct reads, 4 threads", DISK,
               lambda s: c(s, "kernel", "direct", s.file(128)), threads=4)
    yield Case("io_uring that reads an empty pipe", (IDLE, IPC), lambda s: c(s, "kernel", "ring"))
    yield Case("zombie", (IDLE, UNTOLD), lambda s: s.named(c_program("kernel"), "zombie"),
               words=("zombie",), refusal="zombie")
    yield Case("traced", (IDLE, UNTOLD), lambda s: s.named(c_program("kernel"), "traced"),
               words=("traced",))
    yield Case("stopped, in words", (IDLE, UNTOLD), stopped, words=("stopped",))
    yield Case("kernel thread, idle", IDLE, lambda s: kernel_thread("I"))
    yield Case("kernel thread, asleep", IDLE, lambda s: kernel_thread("S"))
