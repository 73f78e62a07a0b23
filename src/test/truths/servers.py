"""What a request costs each server, at the same offered rate, and who is faster when they are full.

    python3 servers.py [--rate 800] [--seconds 8] [--only aiohttp,netty] [--python PATH]

Three tables: CPU time a request at an offered rate that all can serve; our generator beside wrk on one
and the same server (where wrk is here); servers against each other by `conctop compare`, with intervals.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

from runs import PROGRAM, Failed, Run, document, need_program

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
CORES = os.cpu_count() or 1
TICK = os.sysconf("SC_CLK_TCK")
IN_FLIGHT = 16
PATH = "/get?delay_ns=0&distribution=fixed&body=1024"

#: (cheaper, dearer, by at least this much): what was seen on two cores, Python 3.11
ORDER = (("uvicorn", "aiohttp", 1.2), ("aiohttp", "tornado", 1.2), ("asyncio", "aiohttp", 1.5))

#: our generator's requests on a server cost it as much as wrk's do, within this, when both fill it: who
#: is asked less often wakes up for each request
BESIDE = (0.75, 1.35)
FILLS = 0.5


def here(python):
    """Servers that can be run, and a word for each that cannot."""
    able, unable = [], []
    path = os.pathsep.join(filter(None, (os.path.dirname(python), os.environ["PATH"])))
    listed = subprocess.run([PROGRAM, "list", "workloads", "--format", "json"], check=True,
                            capture_output=True, text=True, env={**os.environ, "PATH": path}).stdout
    for server in json.loads(listed)["servers"]:
        lacks = [engine for engine in server["engines"] if not engine["here"]]
        if lacks:
            unable.append("%s: %s is not here" % (server["id"], lacks[0]["name"]))
        else:
            able.append(server["id"])
    return able, unable


def at_rate(servers, arguments):
    """CPU time a request by server, us."""
    print("CPU time a request at %d requests/s, http-get delay=0ms body=1KiB, %d s"
          % (arguments.rate, arguments.seconds))
    print("%-16s%12s%12s%14s%14s%14s%12s" % (
        "server", "CPU", "p50", "loop lag p99", "generator", "class", "other load"))
    costs = {}
    for server in servers:
        try:
            run = Run("http-get", "event-loop", "--rate", arguments.rate, "--warm-up", "3s", "-d",
                      "%ds" % arguments.seconds, python=python_of(server, arguments),
                      server=server, delay="0ms", body="1KiB")
        except Failed as e:
            print("%-16s n/a: %s" % (server, e))
            continue
        costs[server] = run.number("server.cpu_s_per_1000") * 1000
        lag = run.get("latency_ns.loop_lag.p99")
        findings = run.get("verdict.findings")
        print("%-16s%9.0f us%9.2f ms%14s%8.2f cores%14s%12.2f%s" % (
            server, costs[server], run.p("response", "p50"),
            "-" if lag is None else "%.2f ms" % (lag / 1e6), run.number("generator.cores"),
            run.get("verdict.class"), run.get("host.other_load_cores") or float("nan"),
            "  " + " ".join(findings) if findings else ""), flush=True)
    hold = True
    for cheap, dear, least in ORDER:
        if cheap in costs and dear in costs:
            ratio = costs[dear] / costs[cheap]
            hold &= ratio >= least
            print("  %s / %s = %.2f, band >= %.1f: %s" % (
                dear, cheap, ratio, least, "holds" if ratio >= least else "does NOT hold"))
    return costs, hold


def python_of(server, arguments):
    return arguments.python if server not in JVM else None


JVM = ("threads", "netty", "virtual-threads")


class Alone:
    """A server without a run of ours around it, told to end by its standard input."""

    def __init__(self, server, arguments):
        self._folder = tempfile.mkdtemp(prefix="conctop-")
        if server in JVM:
            command = [java(), "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED", "-Xmx512m",
                       "-cp", os.path.join(ROOT, "target", "conctop.jar"),
                       "dev.conctop.server.watched.WatchedMain", server]
        else:
            main = os.path.join(ROOT, "src", "main", "python", "conctop_subject", "__main__.py")
            command = [arguments.python or "python3", "-I", "-B", "-u", main, "server", server,
                       self._folder]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self):
        for line in self._process.stdout:
            found = re.match(rb'{"http_port":(\d+)', line)
            if found:
                self.port = int(found.group(1))
                return self
        raise Failed("it did not say its ports")

    def cpu(self):
        """Seconds so far."""
        with open("/proc/%d/stat" % self._process.pid) as stat:
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def __exit__(self, *_):
        self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
        shutil.rmtree(self._folder, ignore_errors=True)


def java():
    with open(os.path.join(ROOT, "target", "lib", "java-home")) as file:
        return os.path.join(file.read().strip(), "bin", "java")


def ours(server, seconds):
    run = json.loads(subprocess.run(
        [PROGRAM, "run", "http-get", "-m", "event-loop", "-c", str(IN_FLIGHT), "--warm-up", "0s",
         "-d", "%ds" % seconds, "--url", "http://127.0.0.1:%d%s" % (server.port, PATH),
         "--format", "json"], check=True, capture_output=True, text=True).stdout)
    return run["tasks"]["completed"], run["wall_s"]


def wrk(server, seconds):
    text = subprocess.run(
        ["wrk", "-t1", "-c%d" % IN_FLIGHT, "-d%ds" % seconds,
         "http://127.0.0.1:%d%s" % (server.port, PATH)], check=True, capture_output=True,
        text=True).stdout
    found = re.search(r"(\d+) requests in ([\d.]+)s", text)
    return int(found.group(1)), float(found.group(2))


def beside_wrk(servers, arguments):
    """Whether a request of ours costs a server what one of wrk's does."""
    if shutil.which("wrk") is None:
        print("\nskipped: wrk is not here (Debian's package wrk)")
        return True
    print("\nour generator beside wrk on the same server, %d in flight, %d s each, the server full"
          % (IN_FLIGHT, arguments.seconds))
    print("%-16s%16s%16s%14s%14s%8s" % ("server", "ours/s", "wrk/s", "CPU, ours", "CPU, wrk", "ratio"))
    hold = True
    for name in servers:
        try:
            with Alone(name, arguments) as server:
                wrk(server, 1)  # warm
                found = []
                for load in (ours, wrk):
                    before = server.cpu()
                    done, wall = load(server, arguments.seconds)
                    found.append((done / wall, (server.cpu() - before) / max(1, done) * 1e6))
                    time.sleep(0.2)
        except (Failed, subprocess.CalledProcessError, OSError) as e:
            print("%-16s n/a: %s" % (name, e))
            continue
        ratio = found[0][1] / found[1][1]
        full = found[0][0] >= FILLS * found[1][0]
        holds = BESIDE[0] <= ratio <= BESIDE[1]
        hold &= holds or not full
        print("%-16s%14.0f/s%14.0f/s%11.0f us%11.0f us%8.2f  band %.2f-%.2f: %s" % (
            name, found[0][0], found[1][0], found[0][1], found[1][1], ratio, *BESIDE,
            "holds" if holds else "does NOT hold" if full else "not told, ours did not fill it"),
            flush=True)
    return hold


def compared(servers, arguments):
    """Servers against each other when they are full."""
    words = []
    for server in servers:
        words += ["--arm", "-p server=%s" % server]
    if arguments.python and any(server not in JVM for server in servers):
        words += ["--python", arguments.python]
    seconds = max(60, 16 * len(servers))  # eight rounds: an interval wants six
    found = document("compare", "http-get", "-m", "event-loop", "-c", str(IN_FLIGHT), "-p",
                     "delay=0ms", *words, "-d", "%ds" % seconds)
    print("\nserver against server, %d in flight, by compare: %d rounds, %d disturbed blocks"
          % (IN_FLIGHT, found["rounds"], found["disturbed_blocks"]))
    for server, arm in zip(servers, found["arms"]):
        effect = arm["effect"]
        told = "the reference"
        if effect is not None:
            interval = ("(%.2f-%.2f)" % (effect["low"], effect["high"])
                        if effect["low"] is not None else "(no interval)")
            told = "x %.2f %s %s" % (effect["ratio"], interval, effect["word"])
        cpu, rate = arm["cpu_s_per_1000"], arm["throughput_per_s"]
        print("  %-16s%10s/s%10s us CPU a request  %-28s %s" % (
            server, "n/a" if rate is None else "%.0f" % rate["median"],
            "n/a" if cpu is None else "%.0f" % (cpu * 1000), told, arm["verdict"] or ""), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rate", type=int, default=800)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--only", default="")
    parser.add_argument("--python", default="")
    arguments = parser.parse_args()
    need_program()
    servers, unable = here(arguments.python)
    wanted = [name for name in arguments.only.split(",") if name]
    servers = [server for server in servers if not wanted or server in wanted]
    for line in unable:
        print("skipped: " + line)
    _, first = at_rate(servers, arguments)
    second = beside_wrk(servers, arguments)
    compared(servers, arguments)
    print("\nmost other load on the machine meanwhile: %.2f cores of %d" % (Run.other_load, CORES))
    return 0 if first and second else 1


if __name__ == "__main__":
    sys.exit(main())
