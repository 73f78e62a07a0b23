"""Hazards of other machines: what is left there, lines that are slow, hosts that lie."""

import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

from stage import CONCTOP, ROOT, Screen, Skipped, TRACE, alive, foreign, stat, tree, wait

sys.path.insert(0, str(ROOT / "src" / "test" / "fleet"))
import far  # noqa: E402

LIVE = re.compile(r"(\d+) live")


class Cells:
    """What conctop's own sequences leave on a screen: enough of a terminal to read it."""

    PARTS = re.compile(r"\x1b\[([0-9;?]*)([A-Za-z])|\x1b[()][0AB]|\x1b.|[\r\n]|[^\x1b\r\n]")

    def __init__(self, rows=40, columns=120):
        self.rows, self.columns = rows, columns
        self.lines = [[" "] * columns for _ in range(rows)]
        self.row = self.column = self.read = 0

    def take(self, out):
        """All that was written since the last time, as far as it is whole."""
        text = out[self.read :].decode("utf-8", "ignore")
        self.read = len(out)
        for part in self.PARTS.finditer(text):
            self.put(part)
        return self

    def put(self, part):
        how, shown = part.group(2), part.group(0)
        if how == "H":
            row, _, column = part.group(1).partition(";")
            self.row, self.column = int(row or 1) - 1, int(column or 1) - 1
        elif how == "C":
            self.column += int(part.group(1) or 1)
        elif how == "J":
            self.lines = [[" "] * self.columns for _ in range(self.rows)]
        elif how == "K":
            self.lines[self.row][self.column :] = " " * (self.columns - self.column)
        elif shown == "\r":
            self.column = 0
        elif shown == "\n":
            self.row = min(self.rows - 1, self.row + 1)
        elif shown[0] != "\x1b" and self.row < self.rows and self.column < self.columns:
            self.lines[self.row][self.column] = shown
            self.column += 1

    def text(self):
        return "\n".join("".join(line) for line in self.lines)

    def live(self):
        found = LIVE.search(self.text())
        return int(found.group(1)) if found else 0


def skip(why):
    raise Skipped(str(why)) from None


class Seen:
    """conctop on a screen that is read."""

    def __init__(self, *words, ssh, remote=CONCTOP, prefix=()):
        env = dict(os.environ, CONCTOP_SSH=ssh, CONCTOP_REMOTE=remote, TERM="xterm-256color", LANG="C.UTF-8")
        self.screen = Screen(*prefix, CONCTOP, *words, env=env)
        self.cells = Cells()
        self.pid = self.screen.pid

    def until(self, seconds, true):
        """Whether something came true on the screen within so long."""
        return self.screen.read(seconds, lambda out: true(self.cells.take(out)))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.screen.close()


def taken(pids):
    return [(pid, fields[19]) for pid in pids if (fields := stat(pid))]


def gone(them, seconds=10):
    """How long it took until none was left, s; None when some are after so long."""
    begin = time.monotonic()
    return time.monotonic() - begin if wait(seconds, lambda: not alive(them)) else None


def sshs(pid, host):
    """The ssh below a conctop that leads to a port of the loopback."""
    port, found = host.rsplit(":", 1)[1], []
    for each, _ in tree(pid):
        try:
            words = pathlib.Path(f"/proc/{each}/cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if words[0].endswith(b"ssh") and port.encode() in words:
            found.append(each)
    return found


def left_there(much):
    """kill -9 of our ssh alone and of conctop, with feeds and with runs, against real sshd."""
    ends, stale, back = [], [], []
    try:
        with far.Sshd() as one, far.Sshd() as two:
            pathlib.Path(one.folder, "known").open("a").write(pathlib.Path(two.folder, "known").read_text())
            pathlib.Path(two.folder, "key.pub").write_text(pathlib.Path(one.folder, "key.pub").read_text())
            both = one.ssh
            for _ in range(5 if much else 2):
                with Seen("--host", f"{one.host},{two.host}", ssh=both) as seen:
                    if not seen.until(30, lambda cells: cells.live() == 2):
                        raise AssertionError(f"not live: {seen.cells.text()[:400]}")
                    there = taken(far.feeds(one.process.pid))
                    os.kill(sshs(seen.pid, one.host)[0], signal.SIGKILL)
                    begin = time.monotonic()
                    seen.until(10, lambda cells: cells.live() == 1 and "1 stale" in cells.text())
                    stale.append(time.monotonic() - begin)
                    ends.append(gone(there))
                    seen.until(20, lambda cells: cells.live() == 2)
                    back.append(time.monotonic() - begin if seen.cells.live() == 2 else None)
                    there = taken(far.feeds(one.process.pid) + far.feeds(two.process.pid))
                    os.kill(seen.pid, signal.SIGKILL)
                    ends.append(gone(there))
                for what in ("ssh", "conctop"):
                    with Seen("run", "sleep", "-m", "processes", "-j", "2", "--host", one.host, ssh=both) as seen:
                        if not seen.until(40, lambda cells: "▶" in cells.text()):
                            raise AssertionError(f"nothing runs: {seen.cells.text()[:400]}")
                        there = taken(far.feeds(one.process.pid))
                        if len(there) < 3:
                            raise AssertionError(f"only {len(there)} processes there")
                        os.kill(sshs(seen.pid, one.host)[0] if what == "ssh" else seen.pid, signal.SIGKILL)
                        ends.append(gone(there))
    except far.NotHere as why:
        skip(why)
    longest = None if None in ends else max(ends)
    well = longest is not None and longest <= 3 and max(stale) <= 3 and None not in back
    shown = "some live on" if longest is None else f"the last there ended after {longest:.1f} s"
    return (
        f"{len(ends)} kills, {shown}; stale after {max(stale):.1f} s, back after "
        + ("never" if None in back else f"{max(back):.1f} s"),
        well,
    )


# In the place of ssh: notes when each look was made, by the clock there, and when it came.
NOTES = """#!/usr/bin/python3
import os, struct, subprocess, sys, time
shift, log = int(os.environ["SHIFT"]), open(os.environ["NOTES"], "a", buffering=1)
ssh = subprocess.Popen(os.environ["REAL_SSH"].split() + sys.argv[1:], stdout=subprocess.PIPE)
data, at = b"", None
while True:
    piece = os.read(ssh.stdout.fileno(), 65536)
    if not piece:
        break
    came = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    data += piece
    if at is None and len(data) >= 16:
        at = 16 + struct.unpack(">I", data[12:16])[0] + 4
    while at is not None and len(data) >= at + 40:
        stored, = struct.unpack(">I", data[at + 8:at + 12])
        if len(data) < at + 40 + stored:
            break
        if data[at + 4] == 1:
            log.write(f"{came} {struct.unpack('>q', data[at + 24:at + 32])[0] - shift}\\n")
        data, at = data[at + 40 + stored:], 0
    os.write(1, piece)
sys.exit(ssh.wait())
"""
AGE = re.compile(r"(\d+\.\d) s *│")


def slow_line(much):
    """100 ms of delay each way and 2 % of the packets lost; the clocks differ by a day."""
    seconds, shift = (300 if much else 60), 86_400
    try:
        with far.Line(0.1, 0.02) as line, tempfile.TemporaryDirectory() as folder:
            with far.Sshd(line.at_far("unshare", "-T", "--monotonic", str(shift), "--fork"), line.FAR) as sshd:
                notes, script = pathlib.Path(folder, "notes"), pathlib.Path(folder, "ssh")
                script.write_text(NOTES)
                script.chmod(0o755)
                notes.touch()
                os.environ.update(SHIFT=str(shift * 10**9), NOTES=str(notes), REAL_SSH=sshd.ssh)
                return ages(line, sshd, notes, str(script), seconds)
    except far.NotHere as why:
        skip(why)


def ages(line, sshd, notes, script, seconds):
    off, unlive, looks, screens = [], 0, 0, 0
    with Seen("--host", sshd.host, ssh=script, prefix=line.at_near()) as seen:
        if not seen.until(60, lambda cells: cells.live() == 1):
            raise AssertionError(f"not live: {seen.cells.text()[:400]}")
        time.sleep(5)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            before = len(seen.screen.out)
            seen.screen.read(2, lambda out: len(out) > before)
            now = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
            text = seen.cells.take(seen.screen.out).text()
            screens += 1
            unlive += seen.cells.live() != 1
            known = [tuple(map(int, each.split())) for each in notes.read_text().splitlines()[-3:]]
            # What came last may be on the screen or not: it is drawn five times a second at most.
            made = [stamp for came, stamp in known if came < now - 350_000_000]
            fresh = any(came >= now - 350_000_000 for came, _ in known)
            shown = AGE.search(text)
            if made and not fresh and shown and len(seen.screen.out) > before:
                off.append(float(shown.group(1)) - (now - made[-1]) / 1e9)
        looks = len(notes.read_text().splitlines())
    if not off:
        raise AssertionError(f"no age was read in {screens} screens, {looks} looks")
    off.sort()
    middle, worst = off[len(off) // 2], sorted(map(abs, off))[len(off) * 9 // 10]
    return (
        f"{line.how}: {line.delay * 1000:.0f} ms each way, {100 * line.loss:.0f} % lost, clocks a day apart: {looks} looks, "
        f"not live {unlive} of {screens} times; {len(off)} ages, off by {middle * 1000:+.0f} ms in the median, "
        f"{worst * 1000:.0f} ms in 9 of 10",
        unlive <= screens // 50 and len(off) >= 4 and abs(middle) <= 0.06 and worst <= 0.2,
    )


LIARS = {
    "flood": "exec yes 'there is no end of this'",
    "flood behind a head": '"$CONCTOP" feed </dev/null 2>/dev/null | head -c 300; exec cat /dev/urandom',
    "garbage": "exec cat /dev/urandom",
    "escapes": "while :; do printf '\\033]0;owned\\007\\033[2J\\233\\0338'; done",
    "line without end": "tr '\\0' x </dev/zero >&2 & exec tr '\\0' y </dev/zero",
    "words without end": "yes 'a word on standard error' >&2 & exec sleep 600",
    "silence": "exec sleep 600",
}
LIAR = """#!/bin/sh
while [ "$1" != -- ]; do shift; done
case $2 in
  good*) exec sh -c "$3" ;;
%s
esac
"""


def hostile(much):
    """Each kind of lie beside two honest hosts."""
    seconds, wrong, most, fewest = (60 if much else 8), [], 0.0, 1.0
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder, "ssh")
        cases = "\n".join(f"  {name.replace(' ', '-')}) {what} ;;" for name, what in LIARS.items())
        script.write_text(LIAR % cases)
        script.chmod(0o755)
        os.environ["CONCTOP"] = CONCTOP
        for name in LIARS:
            alone = name.replace(" ", "-")
            with Seen("--host", f"good1,{alone},good2", ssh=str(script)) as seen:
                if not seen.until(30, lambda cells: cells.live() >= 2):
                    raise AssertionError(f"{name}: not live: {seen.cells.text()[:300]}")
                begin, seen_live, turns = pss(seen.pid), 0, 0
                end = time.monotonic() + seconds
                while time.monotonic() < end:
                    seen.screen.read(0.5)
                    seen.cells.take(seen.screen.out)
                    turns += 1
                    seen_live += seen.cells.live() >= 2
                    most = max(most, pss(seen.pid) - begin)
                fewest = min(fewest, seen_live / turns)
                if seen_live < turns:
                    wrong.append(f"{name}: honest hosts live {seen_live} of {turns} times")
                if b"owned" in seen.screen.out and b"\x1b]0;owned" in seen.screen.out or foreign(seen.screen.out):
                    wrong.append(f"{name}: its bytes reach the terminal")
                if TRACE.search(seen.screen.out):
                    wrong.append(f"{name}: a trace")
                seen.screen.press(b"q")
                if seen.screen.ended(5) != 0:
                    wrong.append(f"{name}: does not end well")
    return (
        f"{len(LIARS)} kinds, {seconds} s each: memory grew by {most:.0f} MiB at most, others live {100 * fewest:.0f} %, wrong {wrong or 0}",
        not wrong and most <= 48,
    )


def pss(pid):
    try:
        for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def brought(_):
    """The archive of `make dist` to a real sshd whose user has an empty home and no conctop."""
    archives = sorted((ROOT / "target" / "dist").glob("conctop-*.tar.gz"))
    if not archives:
        raise Skipped("there is no archive: make dist")
    try:
        with tempfile.TemporaryDirectory() as home:
            os.makedirs(f"{home}/tmp")
            bare = f"env -i HOME={home} TMPDIR={home}/tmp PATH=/usr/bin:/bin sh -c"
            with far.Sshd(more=f'ForceCommand exec {bare} "$SSH_ORIGINAL_COMMAND"') as sshd:
                return bring(sshd, archives[-1], home)
    except far.NotHere as why:
        skip(why)


def bring(sshd, archive, home):
    wrong = []
    env = dict(os.environ, CONCTOP_SSH=sshd.ssh)
    words = (CONCTOP, "run", "sleep", "-n", "20", "--warm-up", "0ms", "--format", "text", "--host", sshd.host, "--copy", str(archive))
    ended = subprocess.run(words, capture_output=True, env=env, timeout=300, stdin=subprocess.DEVNULL)
    if ended.returncode != 0:
        wrong.append(f"run: exit {ended.returncode}: {ended.stderr[-200:]!r}")
    begin = time.monotonic()
    with Seen("--host", sshd.host, "--copy", str(archive), ssh=sshd.ssh, remote="conctop") as seen:
        if not seen.until(120, lambda cells: cells.live() == 1):
            wrong.append(f"not live: {seen.cells.text()[:300]}")
        took = time.monotonic() - begin
        there = taken(far.feeds(sshd.process.pid))
        while_there = os.listdir(f"{home}/tmp")
        os.kill(seen.pid, signal.SIGKILL)
        end = gone(there)
    wait(5, lambda: not os.listdir(f"{home}/tmp"))
    files = sum(len(names) for _, _, names in os.walk(home))
    if len(while_there) != 1 or end is None or files:
        wrong.append(f"{len(while_there)} folders, ended {end}, files left {files}")
    size = archive.stat().st_size / 2**20
    return f"{size:.0f} MiB, live after {took:.1f} s; kill -9: ended after {end or 99:.1f} s, files left {files}; wrong {wrong or 0}", not wrong and end <= 3


ROWS = [
    ("a remote command that lives on", left_there),
    ("a slow line to another machine", slow_line),
    ("a remote host that lies: memory and the others", hostile),
    ("an archive that is brought along", brought),
]
