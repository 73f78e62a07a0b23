#!/usr/bin/env python3
"""Diagnoses programs whose class is known, and prints the confusion matrix and the misses.

Only the standard library. Every case names its true class; a second one only where an honest
observer may say either. cannot-tell is an answer, but not a right one; a wrong class is a miss. Exit 0
when at least 95 % are right, nothing that saturates the CPU is said to wait for I/O, and the other
way round.

The labels hold where cores are free. A case that comes out wrong while other programs kept the cores
busy and it stood in the run queue for a twentieth of its time or more was short of CPU in truth: it is
tried again, at most twice, and then listed as disturbed, neither right nor wrong.

usage: verdicts.py [--only TEXT] [--seconds 3] [--part 2/5 --keep FILE]
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time

from matrix import Answers, outcome, show
from programs import programs
from runs import RUNS
from stage import CONCTOP, ROOT, Skip, Stage


def ask(command, seconds):
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, timeout=seconds + 60)
    if not done.stdout.startswith("{"):
        raise Skip(f"exit {done.returncode}: {done.stderr.strip().splitlines()[-1:]}")
    return json.loads(done.stdout)


def diagnose(case, seconds):
    with tempfile.TemporaryDirectory(prefix="verdicts-", dir=ROOT / "target") as directory:
        stage = Stage(directory)
        try:
            child = case.start(stage)
            time.sleep(case.settle)
            if child.poll() is not None:
                raise Skip(f"it ended by itself, exit {child.returncode}")
            tree = ["--tree"] if case.tree else []
            return ask([CONCTOP, "diagnose", child.pid, "-d", f"{seconds}s", "--format", "json",
                        *tree], seconds)
        finally:
            stage.end()


def disturbed(document):
    """Whether others took the cores that it wanted."""
    host, budget = document["host"] or {}, document.get("thread_budget") or {}
    other = host.get("other_load_cores") or 0
    return other >= 0.25 * host.get("cores", 1) and budget.get("run_queue", 0) >= 0.05


def cases(seconds):
    """Name, true classes and how to ask, of every case."""
    for case in programs():
        yield case.name, case.truth, lambda case=case: diagnose(case, seconds)
    for workload, model, more, truth in RUNS:
        command = [CONCTOP, "run", workload, "-m", model, *more, "-d", f"{seconds}s",
                   "--format", "json"]
        yield (f"{workload} × {model}", (truth,),
               lambda command=command: ask(command, seconds))


def try_case(measure, truths):
    """The last document and how it compares; three times at most while others disturb it."""
    for _ in range(3):
        document = measure()
        verdict = document["verdict"]
        found, truth = outcome(verdict["class"], verdict["cause"], truths)
        if found == "right" or not disturbed(document):
            return document, found, truth
    return document, "disturbed", truth


def judge(name, truths, measure, answers):
    try:
        document, found, truth = try_case(measure, truths)
    except Skip as reason:
        line = f"skipped {name}: {reason}"
        answers.put(name, "skipped", truths[0].split()[0], "", line)
        print(line, flush=True)
        return
    verdict = document["verdict"]
    line = f"{found:<7} {name}: {verdict['class']} {verdict['cause'] or ''}".rstrip()
    if found != "right":
        line += f", not {' or '.join(truths)}: {', '.join(verdict['evidence'])}"
        other = (document["host"] or {}).get("other_load_cores")
        line += f" (other load {other:.1f} cores)" if other is not None else ""
    answers.put(name, found, truth, verdict["class"], line)
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
    wanted = [case for case in cases(options.seconds) if options.only in case[0]]
    for name, truths, measure in part_of(wanted, options.part):
        judge(name, truths, measure, answers)
    return 0 if show(answers) else 1


if __name__ == "__main__":
    sys.exit(main())
