#!/usr/bin/env python3
"""Diagnoses programs whose class is known, and prints the confusion matrix and the misses.

Only the standard library. Every case names its true class; a second one only where an honest
observer may say either. Some name findings or words, too: without them an answer is wrong. cannot-tell
is an answer, but not a right one. Exit 0 when at least 95 % are right and 2 % at most not told, nothing
that saturates the CPU is said to wait for I/O, and the other way round.

Programs that are not there are skipped with the reason. Sources in programs/ are built into target/.
One case at a time, so that the cores are free.

The labels hold where cores are free. A case that comes out wrong while other programs kept the cores
busy and it stood in the run queue for a twentieth of its active time or more was short of CPU in
truth: it is tried again, at most twice, and then listed as disturbed, neither right nor wrong.

usage: verdicts.py [--only TEXT] [--seconds 3] [--part 2/5 --keep FILE]
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

import family
from everything import programs
from matrix import Answers, named, outcome, show
from runs import runs
from stage import CONCTOP, ROOT, Case, Refused, Skip, Stage


def ask(command, seconds):
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, timeout=seconds + 60)
    if not done.stdout.startswith("{"):
        raise Refused(f"exit {done.returncode}: {done.stderr.strip().splitlines()[-1:]}")
    return json.loads(done.stdout)


def on_stage(work):
    with tempfile.TemporaryDirectory(prefix="verdicts-", dir=ROOT / "target") as directory:
        stage = Stage(directory)
        try:
            return work(stage)
        finally:
            stage.end()


def diagnose(case, stage, seconds):
    child = case.start(stage)
    time.sleep(case.settle)
    if child.poll() is not None:
        raise Skip(f"it ended by itself, exit {child.returncode}")
    threads = len(os.listdir(f"/proc/{child.pid}/task"))
    if threads < case.threads:
        raise Skip(f"it has {threads} threads, not {case.threads}")
    tree = ["--tree"] if case.tree else []
    family_of = [child.pid, *family.descendants(child.pid)] if case.tree else [child.pid]
    before = family.scheduled(family_of)
    try:
        document = ask([CONCTOP, "diagnose", child.pid, "-d", f"{seconds}s", "--format", "json", *tree],
                       seconds)
    except Refused as refused:
        if case.refusal and case.refusal in str(refused):
            return refusal(case, refused)
        raise
    document["waited"] = waited(before, family.scheduled(family_of), seconds)
    return document


def refusal(case, why):
    return {"verdict": {"class": case.truth[0], "cause": str(why), "findings": [], "evidence": [str(why)]}}


def waited(before, after, seconds):
    """The share of its active time that it stood in the run queue, as the kernel counts it.

    None of one that hardly asks for a core: nobody takes away what it does not want.
    """
    ran, queued = (sum(after[tid][part] - before[tid][part] for tid in before.keys() & after.keys())
                   for part in (0, 1))
    return queued / (ran + queued) if ran + queued > 0.05e9 * seconds else 0.0


def run(case, stage, seconds):
    """Our own workload under our own model."""
    return ask([CONCTOP, "run", *case.command(stage), "-d", f"{seconds}s", "--format", "json"],
               seconds)


def measured(case, seconds):
    way = diagnose if isinstance(case, Case) else run
    return on_stage(lambda stage: way(case, stage, seconds))


def disturbed(document):
    """Whether others took the cores that it wanted: by the kernel's count, or by the budget's."""
    host, budget = document.get("host") or {}, document.get("thread_budget") or {}
    other = host.get("other_load_cores") or 0
    queued = max(document.get("waited", 0), budget.get("run_queue", 0))
    return other >= 0.25 * host.get("cores", 1) and queued >= 0.05


def try_case(case, seconds):
    """The last document and how it compares; three times at most while others disturb it."""
    for _ in range(3):
        document = measured(case, seconds)
        found, truth, wrong = outcome(document, case)
        if found == "right" or case.crowded or not disturbed(document):
            return document, found, truth, wrong
    return document, "disturbed", truth, wrong


def shares(document):
    budget = document.get("thread_budget") or {}
    return ", ".join(f"{part} {share:.0%}" for part, share in budget.items()
                     if isinstance(share, float) and share >= 0.005)


def explained(document, wrong):
    """What a wrong one was said for."""
    verdict, host = document["verdict"], document.get("host") or {}
    other = host.get("other_load_cores")
    return "".join((
        f"; {wrong}: {', '.join(verdict['evidence'])}",
        f"; findings {', '.join(named(finding) for finding in verdict['findings']) or 'none'}",
        f"; budget {shares(document) or 'n/a'}",
        f" (other load {other:.1f} cores)" if other is not None else ""))


def judge(case, seconds, answers):
    try:
        document, found, truth, wrong = try_case(case, seconds)
    except Skip as reason:
        line = f"skipped {case.name}: {reason}"
        answers.put(case.name, "skipped", case.truth[0].split()[0], "", line)
        print(line, flush=True)
        return
    verdict = document["verdict"]
    line = f"{found:<7} {case.name}: {verdict['class']} {verdict['cause'] or ''}".rstrip()
    if found != "right":
        line += explained(document, wrong)
    answers.put(case.name, found, truth, verdict["class"], line)
    print(line, flush=True)


def part_of(wanted, part):
    """The second of five equal parts for 2/5."""
    number, parts = (int(word) for word in part.split("/"))
    if not 1 <= number <= parts:
        raise SystemExit(f"--part {part} is not one of its parts")
    return wanted[len(wanted) * (number - 1) // parts:len(wanted) * number // parts]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="cases whose name holds this")
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--part", default="1/1", help="2/5: the second of five parts of them")
    parser.add_argument("--keep", default="", help="a file that adds the answers of the parts up")
    options = parser.parse_args()
    answers = Answers(options.keep)
    wanted = [case for case in (*programs(), *runs()) if options.only in case.name]
    family.adopt_orphans()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    for case in part_of(wanted, options.part):
        judge(case, options.seconds, answers)
    return 0 if show(answers) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
