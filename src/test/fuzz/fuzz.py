#!/usr/bin/env python3
"""Readers of what others wrote, given what nobody meant, by a fuzzer that sees which code runs (Jazzer).

usage: fuzz.py JAVA CLASS_PATH FOLDER [--minutes 30] [--seed 1] [--only "recording wire"]

Every target has an equal share of the time, begins with its own seeds and goes on with what earlier runs have kept in
FOLDER/corpus. A line for each: executions, branches reached, inputs kept, findings; what was found is in FOLDER. Where
Jazzer is not in the class path, the project's own fuzzer does it, which sees outcomes only. Exit 1 when something is found.
"""

import argparse
import os
import re
import subprocess
import sys

FINDING = re.compile(r"^== Java Exception: (.*)$", re.M)
LIBFUZZER = re.compile(r"^==\d+== ?ERROR: (.*)$", re.M)
STATUS = re.compile(r"^#(\d+)\s+\w+\s+cov: (\d+) ft: \d+ corp: (\d+)/", re.M)


def seeds(options):
    done = subprocess.run([options.java, "-cp", options.class_path, "dev.conctop.fuzz.Jazzed", os.path.join(options.folder, "seeds")],
                          check=True, capture_output=True, text=True)
    names = done.stdout.split()
    unknown = [name for name in options.only if name not in names]
    if unknown:
        raise SystemExit(f"no target {unknown[0]}: {' '.join(names)}")
    return [name for name in names if not options.only or name in options.only]


def jazzer(options, target, seconds):
    """What it printed, and its exit code."""
    corpus = os.path.join(options.folder, "corpus", target)
    os.makedirs(corpus, exist_ok=True)
    words = [options.java, "--enable-native-access=ALL-UNNAMED", "-Xmx1g", f"-Dconctop.fuzz.target={target}",
             "-cp", options.class_path, "com.code_intelligence.jazzer.Jazzer", "--target_class=dev.conctop.fuzz.Jazzed",
             "--instrumentation_includes=dev.conctop.**", "--keep_going=20", f"--reproducer_path={options.folder}",
             f"-artifact_prefix={os.path.join(options.folder, target)}-", f"-max_total_time={seconds}", f"-seed={options.seed}",
             "-timeout=10", "-rss_limit_mb=0", "-max_len=65536", corpus, os.path.join(options.folder, "seeds", target)]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    return done.stdout, done.returncode


def row(target, text, code):
    """One line for a target; how many findings."""
    states = STATUS.findall(text)
    if not states:
        print(f"{target:<14} did not run (exit {code}):\n{text[-2000:]}", flush=True)
        return 1
    executions, branches, kept = states[-1]
    found = FINDING.findall(text) + LIBFUZZER.findall(text)
    if code != 0 and not found:
        found = [f"exit {code}: {text.strip().splitlines()[-1]}"]
    print(f"{target:<14} {int(executions):>12,} executions, {branches:>5} branches, {kept:>5} inputs kept, {len(found)} findings", flush=True)
    for what in found:
        print(f"  {what}", flush=True)
    return len(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("java")
    parser.add_argument("class_path")
    parser.add_argument("folder")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=str.split, default=[])
    options = parser.parse_args()
    if "/jazzer-" not in options.class_path:
        print("Jazzer is not here: the project's own fuzzer, which does not see what code runs", flush=True)
        return subprocess.run([options.java, "-Xmx512m", "-cp", options.class_path, "dev.conctop.fuzz.Fuzz",
                               str(options.minutes), options.folder, str(options.seed), *options.only]).returncode
    targets = seeds(options)
    share = max(5, round(options.minutes * 60 / len(targets)))
    found = executions = 0
    for target in targets:
        text, code = jazzer(options, target, share)
        found += row(target, text, code)
        states = STATUS.findall(text)
        executions += int(states[-1][0]) if states else 0
    print(f"{executions:,} executions in {len(targets) * share / 60:.0f} minutes, {found} findings, seed {options.seed}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
