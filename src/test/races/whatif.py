"""What is promised of predictions, measured: each predicted arm is run, and its error printed.

    whatif.py CONCTOP [--seconds N] [--only cpu,fixed,exponential,mixed,lock,ipc,small] [--sizes 2,8,24]

Of each workload and each number in flight one run is measured (conctop whatif), and then every arm that
was predicted is run in turns with the others (conctop compare), which knows nothing of the predictions.
The machine's other load stands beside. Bands: EXPERIMENTS 3.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

# name -> workload, what is measured, parameters
CASES = {
    "cpu": ("monte-carlo-pi", ["-m", "thread-pool", "-j", "2"], ["points=400000"]),
    "fixed": ("query-server", ["-m", "thread-pool", "-j", "4"], ["delay=20ms"]),
    "exponential": ("query-server", ["-m", "thread-pool", "-j", "4"],
                    ["delay=20ms", "distribution=exponential"]),
    "mixed": ("mixed", ["-m", "thread-pool", "-j", "4"], ["cpu=1ms", "wait=7ms"]),
    "lock": ("starvation", ["-m", "thread-pool", "-j", "4"], ["turn=1ms", "hog=1ms"]),
    "ipc": ("skewed-chunks", ["-m", "processes", "-j", "2"], ["chunk=300us", "skew=1"]),
    # The unfavourable one, with figures of its own: tasks as small as what it costs to wake somebody.
    "small": ("monte-carlo-pi", ["-m", "thread-pool", "-j", "2"], ["points=20000"]),
}
PROMISED = [name for name in CASES if name != "small"]
ONE_WORKER = ("sequential", "event-loop", "cpython-sequential", "cpython-asyncio")
CHUNK = 8  # arms that are alive at a time


def run(conctop, env, *words):
    done = subprocess.run([conctop, *words, "--format", "json"], env=env,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if not done.stdout:
        raise SystemExit("conctop %s: %s" % (" ".join(words), done.stderr))
    return json.loads(done.stdout)


def load():
    with open("/proc/loadavg") as file:
        return file.read().split()[0]


def words_of(arm):
    size = "" if arm["model"] in ONE_WORKER else " -j %d" % arm["workers"]
    return "%s%s -c %d" % (arm["model"], size, arm["in_flight"])


def measure(conctop, env, workload, parameters, predictions):
    """What each of them does: (throughput, p50, p99, other load) by place; those that are out are missing."""
    found = {}
    given = [word for parameter in parameters for word in ("-p", parameter)]
    for begin in range(0, len(predictions), CHUNK):
        chunk = predictions[begin:begin + CHUNK]
        if len(chunk) == 1:
            chunk = chunk + [predictions[0]]
        arms = [word for each in chunk for word in ("--arm", words_of(each["arm"]))]
        document = run(conctop, env, "compare", workload, *given, *arms, "--rounds", "3",
                       "--no-placebo")
        for place, arm in enumerate(document["arms"]):
            if begin + place < len(predictions) and arm["throughput_per_s"]:
                p50, p99 = arm["latency_ns"]["p50"], arm["latency_ns"]["p99"]
                found[begin + place] = (arm["throughput_per_s"]["median"],
                                        p50 and p50["median"], p99 and p99["median"])
    return found


def median(values):
    values = sorted(values)
    n = len(values)
    return (values[(n - 1) // 2] + values[n // 2]) / 2 if n else float("nan")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("conctop")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--only", default=",".join(CASES))
    parser.add_argument("--sizes", default="2,8,24")
    given = parser.parse_args()
    unknown = [name for name in given.only.split(",") if name not in CASES]
    if unknown:
        raise SystemExit("no case %s; there are %s" % (", ".join(unknown), ", ".join(CASES)))
    print("%d cores, load average before: %s" % (os.cpu_count(), load()))
    rows = []
    winners = []
    with tempfile.TemporaryDirectory() as cache:
        env = dict(os.environ, XDG_CACHE_HOME=cache)  # no errors from before make an interval wider
        for name in given.only.split(","):
            for size in given.sizes.split(","):
                one(given, env, name, size, rows, winners)
    return report(rows, winners)


def one(given, env, name, size, rows, winners):
    workload, measured, parameters = CASES[name]
    words = [word for parameter in parameters for word in ("-p", parameter)]
    document = run(given.conctop, env, "whatif", workload, *measured, *words, "-c", size,
                   "-d", "%ds" % given.seconds)
    predictions = [each for each in document["predictions"] if each["throughput"]]
    refused = [each for each in document["predictions"] if not each["throughput"]]
    print("\n%s -c %s: a task %.3f ms CPU, %.3f ms waits; others %.2f cores; load %s; %d not predicted" % (
        name, size, document["demands"]["cpu_ns"] / 1e6,
        sum(document["demands"]["wait_ns"].values()) / 1e6,
        document["demands"]["other_load_cores"], load(), len(refused)))
    found = measure(given.conctop, env, workload, parameters, predictions)
    print("  %-34s %9s %19s %9s %8s %10s %10s" % (
        "arm", "predicted", "9 of 10 within", "measured", "error", "p50", "measured"))
    for place, each in enumerate(predictions):
        if place not in found:
            print("  %-34s was out" % each["arm"]["label"])
            continue
        real, p50, p99 = found[place]
        throughput = each["throughput"]
        row = {"case": name, "error": throughput["value"] / real - 1, "reliable": each["reliable"],
               "within": throughput["low"] is not None and throughput["low"] <= real <= throughput["high"],
               "p50": each["response_p50_ns"] and p50 and each["response_p50_ns"] / p50 - 1,
               "p99": each["response_p99_ns"] and p99 and each["response_p99_ns"] / p99,
               "value": throughput["value"], "real": real, "control": each["control"]}
        rows.append(row)
        print("  %-34s %9.0f %9.0f-%9.0f %9.0f %+7.1f%% %9.1fms %9.1fms%s" % (
            each["arm"]["label"], throughput["value"], throughput["low"] or 0, throughput["high"] or 0,
            real, 100 * row["error"], (each["response_p50_ns"] or 0) / 1e6, (p50 or 0) / 1e6,
            "" if row["within"] else "  outside"), flush=True)
    here = rows[-len(found):] if found else []
    # Of each arm the best of those that are 15 % behind it: further ones are told by anybody.
    ranked = sorted(here, key=lambda row: -row["real"])
    for better in ranked:
        behind = [row for row in ranked if better["real"] > 1.15 * row["real"]]
        if behind and name in PROMISED:
            winners.append(better["value"] > behind[0]["value"])


def report(rows, winners):
    rows = [row for row in rows if not row["control"]]
    if not rows:
        print("nothing was predicted")
        return 1
    print("\nthe measured arm itself left out; load average after: %s" % load())
    for name in CASES:
        errors = [abs(row["error"]) for row in rows if row["case"] == name]
        if errors:
            print("  %-12s %3d predictions, median error %5.1f %%, worst %5.1f %%" % (
                name, len(errors), 100 * median(errors), 100 * max(errors)))
    rows = [row for row in rows if row["case"] in PROMISED]
    if not rows:
        print("none of these is promised anything: not judged")
        return 0
    errors = [abs(row["error"]) for row in rows]
    responses = [abs(row["p50"]) for row in rows if row["p50"] is not None]
    tails = [max(row["p99"], 1 / row["p99"]) for row in rows if row["p99"]]
    lines = [
        ("median error of throughput", 100 * median(errors), "%.1f %%", "<= 10 %",
         median(errors) <= 0.10),
        ("within 20 %", 100 * sum(each <= 0.2 for each in errors) / len(errors), "%.0f %%", ">= 90 %",
         sum(each <= 0.2 for each in errors) >= 0.9 * len(errors)),
        ("median error of the median response", 100 * median(responses), "%.1f %%", "<= 20 %",
         not responses or median(responses) <= 0.2),
        ("p99: the middle of the factors", median(tails), "%.2f", "<= 1.5",
         not tails or median(tails) <= 1.5),
        ("measured within the 90 % interval",
         100 * sum(row["within"] for row in rows) / len(rows), "%.0f %%", "80-95 %",
         0.8 <= sum(row["within"] for row in rows) / len(rows) <= 0.95),
        ("the winner over the first that is 15 % behind",
         100 * sum(winners) / len(winners) if winners else float("nan"), "%%.1f %%%% of %d" % len(winners), ">= 90 %",
         not winners or sum(winners) >= 0.9 * len(winners)),
    ]
    for what, value, form, band, holds in lines:
        print("%-44s %-12s %-10s %s" % (what, form % value, band, "holds" if holds else "BROKEN"))
    return 0 if all(each[-1] for each in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
