"""Hazards of the processes that are watched and started: harm, leftovers, races, limits."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import pathlib

from stage import CONCTOP, ROOT, Screen, Skipped, TRACE, alive, conctop, stat, tree, wait

PYTHON_RUN = ("run", "sleep", "-m", "cpython-threading", "-j", "2")
JVM_RUN = ("run", "sleep", "-m", "thread-pool", "-j", "2")
PROCESS_RUN = ("run", "sleep", "-m", "cpython-multiprocessing", "-j", "2")


def orphans(much):
    """kill -9 of conctop while it has children and grandchildren."""
    left, tries = [], 0
    for words in (JVM_RUN, PYTHON_RUN, PROCESS_RUN) * (5 if much else 1):
        with Screen(CONCTOP, *words) as screen:
            screen.frame()
            if not wait(30, lambda: len(tree(screen.pid)) >= 2 and b"measure" in screen.out or not screen.read(0.2)):
                pass
            screen.read(2)
            them = tree(screen.pid)
            if len(them) < 2:
                raise AssertionError(f"{words}: no child was started")
            os.kill(screen.pid, signal.SIGKILL)
            tries += 1
            wait(3, lambda: not alive(them))
            left += alive(them)
    return f"{tries} kills, alive after 3 s: {len(left)}", not left


SLEEPER = "public class Sleeper { public static void main(String[] a) throws Exception { System.out.println(1); Thread.sleep(600000); } }"


def attach_harms(_):
    """Programs that a signal or an attach could end."""
    java = subprocess.run([str(ROOT / "src/main/launcher/find-java")], capture_output=True, text=True).stdout.strip()
    harmed, tried = [], []
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "Sleeper.java")
        source.write_text(SLEEPER)
        subprocess.run([f"{java}/bin/javac", "-d", folder, str(source)], check=True)
        jvm = [f"{java}/bin/java", "-Xmx32m", "-cp", folder]
        targets = {
            "sleep": (["sleep", "600"], None),
            "CPython": ([sys.executable, "-c", "import time; time.sleep(600)"], None),
            "JVM -Xrs": ([*jvm, "-Xrs", "Sleeper"], "line"),
            "JVM without attach": ([*jvm, "-XX:+DisableAttachMechanism", "Sleeper"], "line"),
            "JVM that starts": ([*jvm, "Sleeper"], None),
            "JVM that is stopped": ([*jvm, "Sleeper"], "stop"),
        }
        for name, (words, how) in targets.items():
            target = subprocess.Popen(words, stdout=subprocess.PIPE)
            try:
                if how:
                    target.stdout.readline()
                if how == "stop":
                    target.send_signal(signal.SIGSTOP)
                state = stat(target.pid)[0]
                ended = conctop("diagnose", str(target.pid), "-d", "2s", "--format", "json")
                tried.append(name)
                if target.poll() is not None or ended.returncode != 0:
                    harmed.append(f"{name}: exit {ended.returncode}")
                elif how == "stop" and stat(target.pid)[0] != state:
                    harmed.append(f"{name} goes on")
            finally:
                target.kill()
                target.wait()
    return f"{len(tried)} kinds, harmed: {harmed or 0}", not harmed


def open_ports(_):
    """Sockets that others can reach, by default."""
    with Screen(CONCTOP) as screen:
        screen.frame()
        inodes = set()
        for pid, _start in tree(screen.pid):
            for fd in os.scandir(f"/proc/{pid}/fd"):
                try:
                    found = re.match(r"socket:\[(\d+)\]", os.readlink(fd.path))
                except OSError:
                    continue
                if found:
                    inodes.add(found[1])
        listening = 0
        for table in ("tcp", "tcp6", "udp", "udp6"):
            with open(f"/proc/net/{table}", encoding="ascii") as file:
                for line in list(file)[1:]:
                    fields = line.split()
                    if fields[9] in inodes and (table.startswith("udp") or fields[3] == "0A"):
                        listening += 1
    return f"{listening} listening sockets, {len(inodes)} sockets in all", listening == 0


def storm(much):
    """Processes that come and go, with odd names."""
    if not subprocess.run(["sh", "-c", "command -v cc"], capture_output=True).stdout:
        raise Skipped("no C compiler")
    ended = subprocess.run(
        [sys.executable, "-B", str(ROOT / "src/test/storm/storm.py"), "--seconds", "60" if much else "15"],
        capture_output=True,
        text=True,
    )
    last = (ended.stdout.strip().splitlines() or [ended.stderr.strip()[-200:]])[-1]
    return last, ended.returncode == 0


def reused(_):
    """A process ends, and another gets its number while conctop looks."""
    last = pathlib.Path("/proc/sys/kernel/ns_last_pid")
    if not os.access(last, os.W_OK):
        raise Skipped("ns_last_pid cannot be written: root, and a kernel with checkpoint/restore")
    spliced, hits = 0, 0
    for _ in range(3):
        first = subprocess.Popen(["sleep", "600"])
        watcher = subprocess.Popen(
            [CONCTOP, "diagnose", str(first.pid), "-d", "4s", "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        time.sleep(2)
        first.kill()
        first.wait()
        second = None
        for _ in range(200):
            last.write_text(str(first.pid - 1))
            second = subprocess.Popen(["sh", "-c", "while :; do :; done"])
            if second.pid == first.pid:
                break
            second.kill()
            second.wait()
        out, _err = watcher.communicate(timeout=30)
        if second is None or second.pid != first.pid:
            continue
        hits += 1
        survived = second.poll() is None
        second.kill()
        second.wait()
        used = json.loads(out)["subject"] if out.strip() else None
        # The sleeper used next to nothing; whoever spins would have used a second and more.
        spliced += not survived or (used is not None and (used.get("cpu_s") or 0) > 0.3)
    if hits == 0:
        raise Skipped("the number was never given again")
    return f"{hits} numbers given again, spliced or signalled: {spliced}", spliced == 0


def many_threads(much):
    """Tens of thousands of threads."""
    many = 20_000 if much else 5_000
    target = subprocess.Popen(
        [sys.executable, str(ROOT / "src/test/bench/sleepers.py"), str(many)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        if not wait(60, lambda: target.poll() is not None or threads(target.pid) >= many):
            raise Skipped(f"{threads(target.pid)} threads of {many} could be started")
        if target.poll() is not None:
            raise Skipped(f"{many} threads cannot be started here")
        ended = conctop("diagnose", str(target.pid), "-d", "5s", "--format", "json", timeout=180)
        document = json.loads(ended.stdout)
        cost = document["observer"]["cpu_percent_of_core"]
        seen = document["subject"]["threads"]
        return f"{seen} threads seen, own CPU {cost:.0f} % of a core", ended.returncode == 0 and seen >= many and cost < 100
    finally:
        target.kill()
        target.wait()


def threads(pid):
    fields = stat(pid)
    return int(fields[17]) if fields else 0


def few_files(_):
    """Sixty-four open files at most."""
    limit = ("bash", "-c", 'ulimit -n 64; exec "$@"', "bash")
    target = subprocess.Popen([sys.executable, "-c", "import threading,time\nfor _ in range(100): threading.Thread(target=time.sleep,args=(600,),daemon=True).start()\ntime.sleep(600)"])
    try:
        wait(10, lambda: threads(target.pid) > 100)
        machine = conctop("-d", "2s", "--format", "json", prefix=limit)
        process = conctop("diagnose", str(target.pid), "-d", "2s", "--format", "json", prefix=limit)
        notes = json.loads(process.stdout)["observer"]["notes"] if process.returncode == 0 else []
        said = bool(notes) or bool(process.stderr)
        traces = bool(TRACE.search(machine.stderr + process.stderr))
        fine = machine.returncode == 0 and process.returncode == 0 and not traces
        return f"exit {machine.returncode}, {process.returncode}; said: {notes or process.stderr[-80:]!r}", fine and said
    finally:
        target.kill()
        target.wait()


def hidden(_):
    """Other users' processes, where /proc hides them."""
    if os.geteuid() != 0:
        raise Skipped("needs root")
    script = 'mount -t proc -o hidepid=2 proc /proc && exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"'
    ended = conctop("-d", "1500ms", "--format", "json", prefix=("unshare", "-m", "bash", "-c", script, "bash"), env={**os.environ, "HOME": "/nonexistent"})
    if ended.returncode != 0 and b"Permission denied" in ended.stderr:
        raise Skipped("another user may not read the program here")
    fine = ended.returncode == 0 and not TRACE.search(ended.stderr)
    return f"exit {ended.returncode}, {len(ended.stderr)} bytes of errors", fine


def held_up(_):
    """conctop itself is stopped for a while, as by a suspended machine."""
    program = subprocess.Popen([CONCTOP, "-d", "5s", "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(2)
    them = [pid for pid, _ in tree(program.pid)]
    for pid in them:
        os.kill(pid, signal.SIGSTOP)
    time.sleep(2)
    for pid in them:
        os.kill(pid, signal.SIGCONT)
    out, _ = program.communicate(timeout=30)
    wrong = []
    for core in json.loads(out)["per_core"]:
        parts = [core[name] for name in ("user", "system", "iowait", "steal", "idle")]
        if min(parts) < 0 or max(parts) > 1 or abs(sum(parts) - 1) > 0.02:
            wrong.append(core)
    return f"{len(wrong)} cores outside 0 to 100 %", not wrong and program.returncode == 0


def quiet_start(_):
    """What a JVM might say at its start."""
    ended = conctop("-d", "500ms", "--format", "json")
    return f"{len(ended.stderr)} bytes on stderr", ended.returncode == 0 and not ended.stderr


def settings(much):
    """Settings with anything in them, and a file of them in the working directory."""
    random.seed(2)
    valid = (ROOT / "config").glob("*.toml")
    seeds = [file.read_bytes() for file in valid] or [b'interval = "100ms"\n']
    crashes, other = [], 0
    many = 200 if much else 25
    with tempfile.TemporaryDirectory() as folder:
        for i in range(many):
            text = bytearray(random.choice(seeds))
            for _ in range(random.randint(1, 8)):
                at = random.randrange(len(text) + 1)
                text[at : at + random.choice((0, 1, 5))] = random.choice((b'"', b"[", b"\x00", b"=", b"\xff", b"9" * 40, b"\n[x]\ny=1\n", b""))
            file = pathlib.Path(folder, f"{i}.toml")
            file.write_bytes(text)
            ended = conctop("-d", "100ms", "--format", "text", "--config", str(file))
            if ended.returncode not in (0, 2) or TRACE.search(ended.stderr):
                crashes.append(file.name)
            other += ended.returncode == 2
        pathlib.Path(folder, "conctop.toml").write_text("nonsense = [")
        pathlib.Path(folder, "config.toml").write_text("nonsense = [")
        here = conctop("-d", "100ms", "--format", "text", cwd=folder)
    return (
        f"{many} files: {len(crashes)} crashes, {other} refused; the working directory's: {'not read' if here.returncode == 0 else 'READ'}",
        not crashes and here.returncode == 0,
    )


ROWS = [
    ("orphan children", orphans),
    ("attaching harms the target", attach_harms),
    ("open ports", open_ports),
    ("/proc races", storm),
    ("pid reuse", reused),
    ("suspend", held_up),
    ("hidepid, other users' processes", hidden),
    ("tens of thousands of threads", many_threads),
    ("fd exhaustion", few_files),
    ("JVM warnings on the screen", quiet_start),
    ("malicious config", settings),
]
