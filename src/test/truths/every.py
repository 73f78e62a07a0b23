"""Runs every workload of the catalogue under a fitting model and every model with a fitting workload, two
seconds each, and prints one table: what ran, tasks, failed ones, the verdict, and whether that is right.

CPython's models run under each CPython found; what one of them lacks is said and is no failure.
"""

import argparse
import os
import subprocess
import sys
import tempfile

import runs

SECONDS = 2

#: Parameters that make a task short, or that a workload cannot do without; the model, where it matters.
PARAMETERS = {
    "deadlock": {"ordered": "true", "hold": "1ms"},
    "camera": {"interval": "10ms"},
    "sum-of-squares": {"n": "200000"},
    "query-server": {"delay": "10ms"},
    "command": {"command": "true"},
}
UNDER = {"starvation": "thread-pool", "convoy": "gil-threads", "mixed": "thread-pool"}
CPU_MODELS = ("fork-join", "processes", "subinterpreters", "gil-threads", "multiprocessing",
              "process-pool", "threading", "free-threaded")
#: Fails by design, and has to.
FAILING = {"deadlock": {"ordered": "false", "timeout": "100ms"}}

#: What a CPython says that cannot run a model.
LACKING = ("is not here: install", "CPython 3.12 or newer has them", "CPython 3.13 or newer has one", "has none:")

CALLABLE = """
public class Mine implements java.util.concurrent.Callable<Integer> {
  @Override public Integer call() { return "every".repeat(1000).hashCode(); }
}
"""


def own_class(folder):
    """Parameters of the workload `class`: a Callable compiled on the spot."""
    source = os.path.join(folder, "Mine.java")
    with open(source, "w", encoding="ascii") as file:
        file.write(CALLABLE)
    with open(os.path.join(os.path.dirname(runs.PROGRAM), "lib", "java-home"),
              encoding="utf-8") as file:
        home = file.read().strip()
    subprocess.run([os.path.join(home, "bin", "javac"), "-d", folder, source], check=True)
    return {"class-path": folder, "class": "Mine"}


def fitting(model):
    """A workload that shows what the model is for."""
    return "sum-of-squares" if any(model.endswith(name) for name in CPU_MODELS) else "http-get"


class Table:
    FORMAT = "%-16s %-28s %9s %7s  %-24s %s"

    def __init__(self):
        self.wrong = 0
        print(self.FORMAT % ("workload", "model", "tasks", "failed", "verdict", "ok"))

    def run(self, workload, model, parameters, python=None, version="", fails=False):
        name = model + (" " + version if version else "")
        try:
            done = runs.Run(workload, model, "-d", "%ds" % SECONDS, "--warm-up", "200ms",
                            python=python, **parameters)
        except runs.Failed as e:
            lacks = "conctop fetch-engine" in str(e) or (
                python is not None and any(word in str(e) for word in LACKING))
            self.wrong += not lacks
            print(self.FORMAT % (workload, name, "-", "-", "-", "skipped: " if lacks else "NO: ") + str(e))
            return
        tasks, failed = done.number("tasks.completed"), done.number("tasks.failed")
        verdict, cause = done.get("verdict.class"), done.get("verdict.cause")
        right = bool(verdict) and (failed > 0 if fails else failed == 0 and tasks > 0)
        self.wrong += not right
        errors = "; ".join(done.get("tasks.errors"))
        print(self.FORMAT % (workload, name, tasks, failed, verdict + (" " + cause if cause else ""),
                             ("yes" if right else "NO") + (" (fails by design)" if fails else "")
                             + (": " + errors[:120] if failed else "")), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pythons", default="", help="versions such as 3.12,3.13, or none")
    parser.add_argument("--only", default="", help="ids of workloads and models")
    options = parser.parse_args()
    runs.need_program()
    catalogue = runs.document("list")
    only = options.only.split(",") if options.only else None
    found = runs.pythons(options.pythons, runs.EVERY_PYTHON)
    table = Table()
    with tempfile.TemporaryDirectory(prefix="every-") as folder:
        every_workload(table, catalogue, own_class(folder), only)
    for model in [each["id"] for each in catalogue["models"]]:
        if only is None or model in only:
            every_python(table, model, found)
    print("%s; other load at most %.2f cores" % (
        "%d wrong" % table.wrong if table.wrong else "all are right", runs.Run.other_load))
    sys.exit(1 if table.wrong else 0)


def every_workload(table, catalogue, own, only):
    for workload in [each["id"] for each in catalogue["workloads"]]:
        if only is None or workload in only:
            parameters = own if workload == "class" else PARAMETERS.get(workload, {})
            table.run(workload, UNDER.get(workload, "thread-pool"), parameters)
            if workload in FAILING:
                table.run(workload, "thread-pool", FAILING[workload], fails=True)


def every_python(table, model, found):
    workload = fitting(model)
    parameters = PARAMETERS.get(workload, {})
    if not model.startswith(("cpython-", "zmq-", "dask", "celery")):
        table.run(workload, model, parameters)
        return
    if not found:
        print(Table.FORMAT % (workload, model, "-", "-", "-", "skipped: no CPython was found"))
    for version, path in sorted(found.items(), key=lambda item: runs.order(item[0])):
        table.run(workload, model, parameters, python=path, version=version)


if __name__ == "__main__":
    main()
