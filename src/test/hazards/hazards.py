#!/usr/bin/env python3
"""Every hazard with its figure: what was done, what was seen, whether it holds.

Rows of the kinds that a unit test shows better are tests of `make test`; they are run here by name and counted. A
row that cannot be tried here says why. Exit 0 when none that was tried fails. Only the standard library.

usage: hazards.py [--much] [--only WORDS]
  --much  as often as is promised (10,000 resizes, 1,000 cuts, 20,000 threads …): about an hour
"""

import argparse
import os
import pathlib
import subprocess
import sys
import time
import traceback
import xml.etree.ElementTree as xml

import rows_fleet
import rows_processes
import rows_recordings
import rows_terminal
from stage import ROOT, Skipped

# Hazard → the tests that show it.
TESTS = [
    ("terminal left raw: exceptions, out of memory", "CrashTest"),
    ("hostile telemetry line", "WireFuzzTest,HistogramFormatTest"),
    ("attach not permitted", "dev/conctop/probe/jvm/**/*Test"),
    ("counters going back, hot-plug; figures that are absent", "dev/conctop/probe/procfs/**/*Test"),
    ("iowait believed", "IowaitTest,MachineVerdictTest"),
    ("a recording of another version, damaged, huge", "dev/conctop/record/**/*Test"),
    ("names in exports", "dev/conctop/export/**/*Test"),
    ("a remote host that lies, floods, hangs", "dev/conctop/remote/**/*Test"),
    ("an exporter that everybody reaches", "dev/conctop/metrics/**/*Test"),
]


def tests(pattern):
    """Runs them; how many there were and failed."""
    reports = ROOT / "target" / "surefire-reports"
    begin = time.time()
    java = subprocess.run([str(ROOT / "src/main/launcher/find-java")], capture_output=True, text=True).stdout.strip()
    subprocess.run(
        ["mvn", "-o", "-B", "-q", "test", f"-Dtest={pattern}", "-Dsurefire.failIfNoSpecifiedTests=false"],
        cwd=ROOT,
        env={**os.environ, "JAVA_HOME": java},
        capture_output=True,
    )
    ran = failed = skipped = 0
    for file in reports.glob("TEST-*.xml"):
        if file.stat().st_mtime >= begin:
            suite = xml.parse(file).getroot()
            ran += int(suite.get("tests"))
            failed += int(suite.get("failures")) + int(suite.get("errors"))
            skipped += int(suite.get("skipped"))
    if ran == 0:
        raise Skipped("there is no such test")
    return f"{ran} tests, {failed} failed, {skipped} skipped", failed == 0


def rows():
    for module in (rows_terminal, rows_processes, rows_recordings, rows_fleet):
        yield from module.ROWS
    for name, pattern in TESTS:
        yield name, lambda _, pattern=pattern: tests(pattern)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--much", action="store_true")
    options.add_argument("--only", default="")
    asked = options.parse_args()
    failed = skipped = held = 0
    print(f"load average {os.getloadavg()[0]:.1f} at the beginning, {os.cpu_count()} cores", flush=True)
    for name, row in rows():
        if asked.only and not any(word.strip() in name for word in asked.only.split(",")):
            continue
        begin = time.monotonic()
        try:
            figure, holds = row(asked.much)
            word = "holds" if holds else "FAILS"
            held += holds
            failed += not holds
        except Skipped as why:
            figure, word = str(why), "skipped"
            skipped += 1
        except Exception as trouble:  # A row that breaks is a row that does not hold.
            figure, word = f"{type(trouble).__name__}: {trouble}"[:300], "FAILS"
            failed += 1
            if os.environ.get("HAZARDS_TRACE"):
                traceback.print_exc()
        print(f"{word:8} {name}: {figure} ({time.monotonic() - begin:.0f} s)", flush=True)
    print(f"{held} hold, {failed} fail, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
    sys.exit(main())
