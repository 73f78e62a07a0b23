"""The confusion matrix and the misses, of all answers that are kept."""

import json
import pathlib

from stage import CLASSES, CPU, IO, UNTOLD

NOTHING = 0.05  # of the thread budget


class Answers:
    """What was said of each case, by its name; kept in a file, so that it may be asked in parts."""

    def __init__(self, path):
        self.path = pathlib.Path(path) if path else None
        self.of = {}
        if self.path and self.path.exists():
            self.of = json.loads(self.path.read_text())

    def put(self, name, outcome, truth, said, line):
        """An outcome is right, wrong, untold, skipped or disturbed."""
        self.of[name] = {"outcome": outcome, "truth": truth, "said": said, "line": line}
        if self.path:
            self.path.write_text(json.dumps(self.of, indent=1))

    def all(self, *outcomes):
        return [answer for answer in self.of.values() if answer["outcome"] in outcomes]


def show(answers):
    """Prints it. Gives whether enough is right: an answer that tells nothing is not."""
    told = answers.all("right", "wrong", "untold")
    print("\ntrue \\ said        " + " ".join(f"{name:>13}" for name in CLASSES))
    for truth in CLASSES[:-1]:
        row = [sum(1 for a in told if (a["truth"], a["said"]) == (truth, said)) for said in CLASSES]
        print(f"{truth:<18} " + " ".join(f"{count or '.':>13}" for count in row))
    right = len(answers.all("right"))
    confused = sum(1 for a in told if {a["truth"], a["said"]} == {CPU, IO})
    print(f"\n{len(told)} cases, {right} right, {len(answers.all('wrong'))} wrong, "
          f"{len(answers.all('untold'))} not told, {len(answers.all('skipped'))} skipped, "
          f"{len(answers.all('disturbed'))} disturbed by other load; "
          f"CPU taken for I/O or back: {confused}")
    for answer in answers.all("wrong", "untold", "skipped", "disturbed"):
        print("  " + answer["line"])
    share = right / len(told) if told else 0
    untold = len(answers.all("untold")) / len(told) if told else 0
    print(f"right: {share:.1%}, not told: {untold:.1%}")
    return share >= 0.95 and confused == 0 and untold <= 0.02


def named(finding):
    return finding["name"] if isinstance(finding, dict) else finding


def outcome(document, expected):
    """How an answer compares, the class that the matrix counts as the true one, and what is wrong."""
    verdict = document["verdict"]
    said, cause = verdict["class"], verdict["cause"]
    if said not in expected.truth and f"{said} {cause}" not in expected.truth:
        wrong = f"not {' or '.join(expected.truth)}"
        return "untold" if said == UNTOLD else "wrong", expected.truth[0].split()[0], wrong
    truth = said if said != UNTOLD else expected.truth[0].split()[0]
    wrong = "; ".join(complaints(document, expected))
    return "wrong" if wrong else "right", truth, wrong


def complaints(document, expected):
    verdict, budget = document["verdict"], document.get("thread_budget") or {}
    found = {named(finding) for finding in verdict["findings"]}
    for finding in expected.findings:
        if not found & set(finding.split("|")):
            yield f"without finding {finding}"
    for finding in expected.without:
        if finding in found:
            yield f"with finding {finding}"
    text = json.dumps(verdict, ensure_ascii=False).lower()
    for word in expected.words:
        if not any(choice.lower() in text for choice in word.split("|")):
            yield f"without the words {word}"
    for part in expected.parts:
        if budget.get(part, 0) < NOTHING:
            yield f"without {part} in the budget"
    for part in expected.absent:
        if budget.get(part, 0) >= NOTHING:
            yield f"with {part} in the budget"
    for path, wanted in expected.figures.items():
        if at(document, path) != wanted:
            yield f"{path} is {at(document, path)}, not {wanted}"


def at(document, path):
    for key in path.split("."):
        document = document.get(key) if isinstance(document, dict) else None
    return document
