"""Work on a real file in the run's private directory."""

import errno
import mmap
import os

from ..states import DISK
from .base import Pool, Workload


class FileRead(Workload):
    """One random block of a file, past the page cache where the file system allows it."""

    isolated = True

    def __init__(self, parameters):
        self._block = parameters.size("block", "4KiB")
        self._file = parameters.size("file", "64MiB")
        self._direct = parameters.flag("direct", "true")

    def prepare(self, surroundings):
        """Writes the file; says whether it can be read directly, and its path."""
        path = os.path.join(surroundings.directory, "conctop-read.bin")
        surroundings.step("writing a file of %d MiB to read from" % (self._file >> 20))
        chunk = os.urandom(1 << 20)
        with open(path, "wb") as out:
            left = self._file
            while left > 0:
                out.write(chunk[:min(left, len(chunk))])
                left -= len(chunk)
            out.flush()
            os.fsync(out.fileno())
        return {"path": path, "direct": self._direct and self._can_read_directly(path, surroundings)}

    def _can_read_directly(self, path, surroundings):
        if not hasattr(os, "O_DIRECT"):
            reason = "this system has no O_DIRECT"
        elif self._block % 512:
            reason = "the block is no multiple of 512"
        else:
            try:
                fd = os.open(path, os.O_RDONLY | os.O_DIRECT)
                try:
                    os.preadv(fd, [mmap.mmap(-1, self._block)], 0)
                finally:
                    os.close(fd)
                return True
            except OSError as e:
                reason = errno.errorcode.get(e.errno, str(e.errno))
        surroundings.step("no direct I/O (%s): blocks may come from the page cache" % reason)
        return False

    def open(self, surroundings):
        flags = os.O_RDONLY | (os.O_DIRECT if surroundings.shared["direct"] else 0)
        self._fd = os.open(surroundings.shared["path"], flags)
        self._blocks = max(1, self._file // self._block)
        self._buffers = Pool(lambda: mmap.mmap(-1, self._block))  # page-aligned, as O_DIRECT wants

    def run(self, task):
        state = (task.task_id * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
        block = (state >> 33) % self._blocks
        buffer = self._buffers.take()
        try:
            task.enter(DISK)
            read = os.preadv(self._fd, [buffer], block * self._block)
            task.leave()
        finally:
            self._buffers.give(buffer)
        if read <= 0:
            raise OSError("read %d of %d bytes" % (read, self._block))


class FileWrite(Workload):
    """Writes a block and has it put on the disk (fsync)."""

    isolated = True
    _AROUND = 64 << 20  # bytes after which a file is written from its beginning again

    def __init__(self, parameters):
        self._block = max(1, parameters.size("block", "4KiB"))
        self._fsync = parameters.flag("fsync", "true")

    def open(self, surroundings):
        self._directory = surroundings.directory
        self._data = os.urandom(min(self._block, 1 << 20))
        self._data *= -(-self._block // len(self._data))
        self._data = self._data[:self._block]
        self._made = []
        self._files = Pool(self._new_file)

    def _new_file(self):
        self._made.append(None)  # its length is this file's number
        name = "conctop-write-%d-%d-%d" % (os.getpid(), id(self), len(self._made))
        path = os.path.join(self._directory, name)
        return [os.open(path, os.O_RDWR | os.O_CREAT, 0o600), 0]

    def run(self, task):
        file = self._files.take()
        try:
            task.enter(DISK)
            os.pwrite(file[0], self._data, file[1])
            if self._fsync:
                os.fsync(file[0])
            task.leave()
            file[1] = (file[1] + self._block) % max(self._block, self._AROUND)
        finally:
            self._files.give(file)
