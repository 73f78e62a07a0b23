"""Machines for tests: sshd with keys of their own on the loopback, or in a network namespace at the end of a line that
takes its time and loses packets. Needs openssh-server; namespaces need root. Only the standard library."""

import contextlib
import ctypes
import fcntl
import heapq
import os
import pathlib
import random
import select
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time

SSHD = "/usr/sbin/sshd"
CONFIG = """ListenAddress {address}
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/key.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
{more}
"""


class NotHere(Exception):
    """What is needed is not on this machine; says what."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Sshd:
    """One sshd; `ssh` is the command that comes in without asking, for CONCTOP_SSH."""

    def __init__(self, prefix=(), address="127.0.0.1", more=""):
        if not os.access(SSHD, os.X_OK):
            raise NotHere("there is no sshd: install openssh-server")
        self.folder = tempfile.mkdtemp(prefix="sshd-")
        self.address, self.port, self.prefix = address, free_port(), tuple(prefix)
        for name in ("key", "host"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", f"{self.folder}/{name}"], check=True)
        known = pathlib.Path(self.folder, "host.pub").read_text().strip()
        pathlib.Path(self.folder, "known").write_text(f"[{address}]:{self.port} {known}\n")
        config = CONFIG.format(address=address, port=self.port, folder=self.folder, more=more)
        pathlib.Path(self.folder, "config").write_text(config)
        self.ssh = (
            f"ssh -F /dev/null -oIdentitiesOnly=yes -oIdentityAgent=none -oGlobalKnownHostsFile=none "
            f"-oStrictHostKeyChecking=yes -i {self.folder}/key -oUserKnownHostsFile={self.folder}/known"
        )
        self.host = f"{address}:{self.port}"
        self.process = None
        self.start()

    def start(self):
        # A service would have made /run/sshd; here it is in a namespace of its own.
        words = [SSHD, "-D", "-e", "-f", f"{self.folder}/config"]
        if not os.path.isdir("/run/sshd"):
            ready = 'mount -t tmpfs tmpfs /run && mkdir -m 755 /run/sshd && exec "$@"'
            words = ["unshare", "-m", "sh", "-c", ready, "sh", *words]
        log = open(f"{self.folder}/log", "ab")
        self.process = subprocess.Popen([*self.prefix, *words], stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def close(self):
        for pid in reversed(below(self.process.pid)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, 9)
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def below(pid):
    """The process and all below it."""
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as stat:
                    children.setdefault(int(stat.read().rsplit(")", 1)[1].split()[1]), []).append(int(name))
            except (OSError, IndexError):
                continue
    found = [pid]
    for each in found:
        found.extend(children.get(each, []))
    return found


def feeds(pid):
    """The Javas below a process: the feed and what it runs."""
    found = []
    for each in below(pid):
        with contextlib.suppress(OSError):
            if os.readlink(f"/proc/{each}/exe").endswith("/java"):
                found.append(each)
    return found


def run(*words):
    ended = subprocess.run(words, capture_output=True, text=True)
    if ended.returncode != 0:
        raise NotHere(f"{' '.join(words)}: {(ended.stderr or ended.stdout).strip()[:120]}")


class Line:
    """Two network namespaces and a line between them, which delays each packet and loses some.

    By the kernel's netem on a veth pair where it has one; else two tun devices between which a thread of this program
    carries packets, so that it is TCP's own retransmission that is seen either way.
    """

    NEAR, FAR = "10.215.77.1", "10.215.77.2"

    def __init__(self, delay=0.1, loss=0.02, seed=1):
        if os.geteuid() != 0 or not shutil.which("ip"):
            raise NotHere("network namespaces need root and iproute2")
        self.near, self.far = f"near{os.getpid()}", f"far{os.getpid()}"
        self.delay, self.loss, self.lots = delay, loss, random.Random(seed)
        self.carried = self.lost = 0
        self.over, self.carrier = False, None
        self.ends = []
        try:
            for name in (self.near, self.far):
                run("ip", "netns", "add", name)
                run("ip", "-n", name, "link", "set", "lo", "up")
            try:
                self.by_kernel()
                self.how = "netem"
            except NotHere as why:
                self.by_hand()
                self.how = f"packets carried by hand ({why})" if "netem" not in str(why) else "packets carried by hand, there is no sch_netem"
        except BaseException:
            self.close()
            raise

    def by_kernel(self):
        run("ip", "-n", self.near, "link", "add", "line", "type", "veth", "peer", "name", "line", "netns", self.far)
        try:
            for name in (self.near, self.far):
                run("ip", "netns", "exec", name, "tc", "qdisc", "add", "dev", "line", "root", "netem",
                    "delay", f"{self.delay * 1000:.0f}ms", "loss", f"{self.loss * 100}%")
        except NotHere as why:
            run("ip", "-n", self.near, "link", "del", "line")
            raise NotHere(f"netem: {why}") from why
        self.addresses()

    def addresses(self):
        for name, address in ((self.near, self.NEAR), (self.far, self.FAR)):
            run("ip", "-n", name, "address", "add", f"{address}/30", "dev", "line")
            run("ip", "-n", name, "link", "set", "line", "up")

    def by_hand(self):
        for name in (self.near, self.far):
            self.ends.append(tun(name))
        self.addresses()
        self.carrier = threading.Thread(target=self.carry, daemon=True)
        self.carrier.start()

    def carry(self):
        late = []
        while not self.over:
            now = time.monotonic()
            while late and late[0][0] <= now:
                _, _, to, packet = heapq.heappop(late)
                with contextlib.suppress(OSError):
                    os.write(to, packet)
            ready, _, _ = select.select(self.ends, [], [], min(0.1, max(0, late[0][0] - now)) if late else 0.1)
            for end in ready:
                packet = os.read(end, 65536)
                self.carried += 1
                if self.lots.random() < self.loss:
                    self.lost += 1
                    continue
                to = self.ends[1 - self.ends.index(end)]
                heapq.heappush(late, (time.monotonic() + self.delay, self.carried, to, packet))

    def at_near(self, *words):
        return ["ip", "netns", "exec", self.near, *words]

    def at_far(self, *words):
        return ["ip", "netns", "exec", self.far, *words]

    def close(self):
        self.over = True
        if self.carrier is not None:
            self.carrier.join()  # it looks every 0.1 s; what it reads from must be there until then
        for name in (self.near, self.far):
            subprocess.run(["ip", "netns", "del", name], capture_output=True)
        for end in self.ends:
            with contextlib.suppress(OSError):
                os.close(end)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


CLONE_NEWNET = 0x40000000
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000


def setns(namespace):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.setns(namespace, CLONE_NEWNET) != 0:
        raise NotHere(f"setns: {os.strerror(ctypes.get_errno())}")


def tun(namespace):
    """A tun device called line in a namespace; its descriptor is used from here."""
    home = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    there = os.open(f"/run/netns/{namespace}", os.O_RDONLY)
    try:
        # A tun device belongs to the namespace in which its file was opened.
        setns(there)
        try:
            device = os.open("/dev/net/tun", os.O_RDWR)
        except OSError as why:
            raise NotHere(f"neither sch_netem nor /dev/net/tun: {why}") from why
        finally:
            setns(home)
    finally:
        os.close(home)
        os.close(there)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", b"line", IFF_TUN | IFF_NO_PI))
    return device
