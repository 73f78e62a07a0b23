"""Hazards of terminals: what is written to them, and how they are given back."""

import os
import random
import signal
import subprocess
import sys
import time

from stage import CONCTOP, Screen, TRACE, alive, conctop, foreign, stat, tree, wait

HOSTILE = [
    b"a\x1b[31m\x1b[2J",
    b"b\x1b]52;c;aa\x07",
    b"c\xc2\x9b31m",
    b"d\xe2\x80\xae\xe2\x81\xa6x",
    b"e\x9b31m\x9d0;x",
    b"f\r\n\x08\x7f) R 1 (",
    b"g\xe2\x80\x8b\xef\xbb\xbf",
]

NAMED = """
import sys, threading, time
names = [bytes.fromhex(word) for word in sys.argv[1:]]
def nap(name):
    with open('/proc/thread-self/comm', 'wb') as file:
        file.write(name[:15])
    time.sleep(600)
for name in names:
    threading.Thread(target=nap, args=(name,), daemon=True).start()
print('ready', flush=True)
time.sleep(600)
"""


def names(_):
    """Names of processes and threads with control, escape and invisible characters."""
    threads = subprocess.Popen(
        ["python3", "-c", NAMED, *(name.hex() for name in HOSTILE)], stdout=subprocess.PIPE
    )
    processes = [
        subprocess.Popen([name + b"y" * 4000, "600"], executable="/bin/sleep") for name in HOSTILE
    ]
    try:
        threads.stdout.readline()
        bad, crashes = [], 0
        for words in ((CONCTOP,), (CONCTOP, "attach", str(threads.pid)), (CONCTOP, "attach", str(processes[0].pid))):
            with Screen(*words) as screen:
                screen.frame()
                screen.press(b"2")
                screen.read(1.5)
                screen.press(b"q")
                crashes += screen.ended(5) != 0 or bool(TRACE.search(screen.out))
                bad += foreign(screen.out)
        return f"{len(bad)} foreign control characters, {crashes} crashes", not bad and not crashes
    finally:
        for each in (threads, *processes):
            each.kill()
            each.wait()


ENDS = {"q": None, "INT": signal.SIGINT, "TERM": signal.SIGTERM, "HUP": signal.SIGHUP, "QUIT": signal.SIGQUIT}


def restored(_):
    """The terminal after q and after signals, in three modes."""
    tries, wrong = 0, []
    for words in ((CONCTOP,), (CONCTOP, "run", "sleep", "-j", "2"), (CONCTOP, "attach", str(os.getpid()))):
        for name, number in ENDS.items():
            with Screen(*words) as screen:
                screen.frame()
                if number is None:
                    screen.press(b"q")
                else:
                    os.kill(screen.pid, number)
                code = screen.ended(10)
                tries += 1
                left = screen.left() if code is not None else ["it did not end"]
                if left:
                    wrong.append(f"{words[1:2]} {name}: {', '.join(left)}")
    return f"{tries - len(wrong)} of {tries} restored" + (f": {wrong}" if wrong else ""), not wrong


# A shell as far as job control goes: takes the terminal back when its job stops, gives it again when it is told to.
SHELL = """
import os, signal, sys
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
signal.signal(signal.SIGUSR1, lambda *_: None)
job = os.fork()
if job == 0:
    os.setpgid(0, 0)
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    os.execv(sys.argv[1], sys.argv[1:])
try:
    os.setpgid(job, job)
except PermissionError:
    pass
os.tcsetpgrp(0, job)
while True:
    _, status = os.waitpid(job, os.WUNTRACED)
    if not os.WIFSTOPPED(status):
        sys.exit(os.waitstatus_to_exitcode(status))
    os.tcsetpgrp(0, os.getpgrp())
    signal.sigwait({signal.SIGUSR1})
    os.tcsetpgrp(0, job)
    os.killpg(job, signal.SIGCONT)
"""


def job_control(_):
    """Ctrl-Z and fg, under a shell."""
    worst, wrong = 0, []
    for _ in range(5):
        with Screen(sys.executable, "-c", "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})" + SHELL, CONCTOP) as screen:
            screen.frame()
            screen.press(b"\x1a")
            job = tree(screen.pid)[1][0]
            if not wait(5, lambda: (fields := stat(job)) and fields[0] == b"T"):
                raise AssertionError("Ctrl-Z did not stop it")
            screen.read(0.3)
            wrong += screen.left()
            screen.out = b""
            begin = time.monotonic()
            os.kill(screen.pid, signal.SIGUSR1)
            screen.read(5, lambda out: len(out) > 1500)
            worst = max(worst, time.monotonic() - begin)
            screen.press(b"q")
            wrong += [] if screen.ended(5) == 0 else ["it did not end"]
            wrong += screen.left()
    return f"sane {'5 of 5' if not wrong else wrong}, repaint {1000 * worst:.0f} ms at worst", not wrong and worst <= 0.2


def hang_up(_):
    """The terminal goes away while a run is on it."""
    screen = Screen(CONCTOP, "run", "sleep", "-j", "2")
    try:
        screen.frame()
        them = tree(screen.pid)
        os.close(screen.master)
        os.close(screen.slave)
        begin = time.monotonic()
        screen.process.wait(10)
        took = time.monotonic() - begin
        left = alive(them) if not wait(3, lambda: not alive(them)) else []
        return f"ended after {took:.1f} s, {len(left)} children left", took <= 2 and not left
    finally:
        screen.close()


def no_terminal(_):
    """Without a terminal, with a dumb one."""
    env = {**os.environ, "TERM": "dumb"}
    asked = conctop("--format", "tui")
    plain = conctop("-d", "500ms")
    escapes = asked.stdout.count(b"\x1b") + plain.stdout.count(b"\x1b")
    with Screen(CONCTOP, env=env) as screen:
        code = screen.ended(20)
        dumb = screen.out.count(b"\x1b")
    lines = asked.stderr.strip().count(b"\n") + 1
    fine = asked.returncode == 2 and lines == 1 and plain.returncode == 0 and escapes == 0
    return (
        f"exit {asked.returncode} with {lines} line, {escapes} escapes on stdout; TERM=dumb: exit {code}, {dumb} escapes",
        fine and code is not None and dumb == 0,
    )


def plain_locale(_):
    """LANG=C."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("LC_")} | {"LANG": "C", "LC_ALL": "C"}
    with Screen(CONCTOP, env=env) as screen:
        screen.frame()
        screen.read(1)
        screen.press(b"q")
        screen.ended(5)
        odd = sum(byte > 0x7E for byte in screen.out)
    return f"{odd} bytes that are not ASCII of {len(screen.out)}", odd == 0


def resizes(much):
    """Windows of any size, as fast as they come."""
    many = 10_000 if much else 1_000
    random.seed(1)
    with Screen(CONCTOP) as screen:
        screen.frame()
        for _ in range(many):
            screen.size(random.choice((1, 2, 5, 24, 40, 200)), random.choice((1, 3, 20, 80, 120, 500)))
            screen.read(0.002)
            screen.out = screen.out[-5000:]
            if TRACE.search(screen.out) or screen.process.poll() is not None:
                break
        screen.size(40, 120)
        screen.out = b""
        drawn = screen.read(5, lambda out: len(out) > 1000)
        screen.press(b"q")
        code = screen.ended(5)
    return f"{many} sizes, exit {code}, the screen is {'right' if drawn else 'NOT drawn'} at the end", code == 0 and drawn


ROWS = [
    ("escape sequences in names", names),
    ("terminal left raw", restored),
    ("Ctrl-Z and fg", job_control),
    ("SSH hang-up", hang_up),
    ("no tty, TERM=dumb", no_terminal),
    ("locale without UTF-8", plain_locale),
    ("resize races, tiny and huge windows", resizes),
]
