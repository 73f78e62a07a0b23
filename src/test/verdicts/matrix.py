"""The confusion matrix and the misses, of all answers that are kept."""

import json
import pathlib

from stage import CLASSES, CPU, IO, UNTOLD


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
    print(f"right: {share:.1%}")
    return share >= 0.95 and confused == 0


def outcome(said, cause, truths):
    """How an answer compares, and the class that the matrix counts as the true one."""
    right = said in truths or f"{said} {cause}" in truths
    truth = said if right and said != UNTOLD else truths[0].split()[0]
    return "right" if right else "untold" if said == UNTOLD else "wrong", truth
