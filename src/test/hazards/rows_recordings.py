"""Hazards of what is written: recordings that are cut, full disks, names in documents."""

import os
import random
import signal
import subprocess
import tempfile
import time
import pathlib

from stage import CONCTOP, Screen, Skipped, TRACE, conctop, wait


def killed_recorder(much):
    """kill -9 of a recorder at any moment."""
    random.seed(3)
    many, lost, wrong = (100 if much else 8), 0.0, []
    with tempfile.TemporaryDirectory() as folder:
        for i in range(many):
            file = os.path.join(folder, f"{i}.rec")
            program = subprocess.Popen([CONCTOP, "-d", "30s", "--format", "text", "--record", file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if not wait(20, lambda: os.path.exists(file) and os.path.getsize(file) > 0):
                raise AssertionError("nothing was recorded")
            time.sleep(1.5 + 2 * random.random())
            program.kill()
            killed = time.time()
            program.wait()
            read = conctop("report", file, "--format", "json")
            if read.returncode != 0 or TRACE.search(read.stderr):
                wrong.append(read.stderr[-100:])
                continue
            end = conctop("report", file).stdout.decode()
            lost = max(lost, killed - os.path.getmtime(file))
            if "recorded from" not in end:
                wrong.append(end[:80])
    return f"{many} kills, lost at most {lost:.1f} s, unreadable {wrong or 0}", not wrong and lost <= 1.5


def cuts(much):
    """A recording cut anywhere, bits turned over."""
    random.seed(4)
    many, crashes = (1000 if much else 40), []
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "r.rec")
        conctop("-d", "4s", "--format", "text", "--record", str(file))
        whole = file.read_bytes()
        for i in range(many):
            broken = bytearray(whole)
            if i % 2:
                at = random.randrange(len(broken))
                broken[at] ^= 1 << random.randrange(8)
            else:
                del broken[random.randrange(len(broken)) :]
            file.write_bytes(broken)
            ended = conctop("report", str(file), "--format", "json")
            if ended.returncode not in (0, 2, 5) or TRACE.search(ended.stderr):
                crashes.append((i, ended.returncode, ended.stderr[-80:]))
    return f"{many} cuts and flips, crashes {crashes or 0}", not crashes


def no_room(_):
    """The disk is full while the screen lives."""
    if os.geteuid() != 0:
        raise Skipped("needs root for a small file system")
    with tempfile.TemporaryDirectory() as folder:
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24k", "tmpfs", folder], capture_output=True).returncode:
            raise Skipped("no small file system can be mounted")
        try:
            with Screen(CONCTOP, "--record", os.path.join(folder, "r.rec")) as screen:
                screen.frame()
                # Pages of 4 KiB: some seconds of a quiet machine fill six of them.
                full = screen.read(60, lambda out: b"No space" in out)
                screen.out = screen.out[-100:]
                lives = screen.read(3, lambda out: len(out) > 500)
                screen.press(b"q")
                code = screen.ended(10)
            return f"notice: {full}, the screen goes on: {lives}, exit {code}", full and lives and code == 1
        finally:
            subprocess.run(["umount", "-l", folder], check=False)


ROWS = [
    ("recording torn: kill -9 of the recorder", killed_recorder),
    ("a recording cut, flipped", cuts),
    ("disk full", no_room),
]
