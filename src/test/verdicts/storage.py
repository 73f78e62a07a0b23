"""Files, pipes and locks."""

import os
import shutil
import subprocess
import time

from stage import Skip


def fifo(stage):
    path = stage.directory / "fifo"
    os.mkfifo(path)
    stage.shell(f"exec sleep 99 > {path}")
    return stage.run("cat", path)


def full_pipe(stage):
    producer = stage.run("yes", stdout=subprocess.PIPE)
    stage.undo.append(producer.stdout.close)
    return producer


def flock_waiter(stage):
    path = stage.directory / "lock"
    stage.shell(f"exec flock {path} sleep 99")
    time.sleep(0.5)
    return stage.run("flock", path, "true")


def direct_reads(stage):
    path = stage.file(64)
    return stage.python(
        "import os, mmap, random, sys\nf = os.open(sys.argv[1], os.O_RDONLY | os.O_DIRECT)\n"
        "b = mmap.mmap(-1, 1 << 20)\n"
        "while True: os.preadv(f, [b], random.randrange(0, 63) << 20)", path)


def direct_writes(stage):
    # Two GB at most; it goes with the directory.
    free = shutil.disk_usage(stage.directory).free
    if free < 4 << 30:
        raise Skip("less than 4 GiB free")
    return stage.run("dd", "if=/dev/zero", f"of={stage.directory / 'out'}", "oflag=direct",
                     "bs=1M", "count=3000")


def synchronous_writes(stage):
    return stage.run("dd", "if=/dev/zero", f"of={stage.directory / 'out'}", "oflag=dsync",
                     "bs=256k", "count=30000")


def fsyncs(stage):
    return stage.python("import os, sys\nf = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)\n"
                        "while True:\n  os.pwrite(f, b'x' * 4096, 0)\n  os.fsync(f)",
                        stage.directory / "log")
