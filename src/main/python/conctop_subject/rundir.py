"""The run's private directory, removed at the end: the observer, which made it, may be gone."""

import os
import shutil
import stat


def is_ours(path):
    """Whether it is of the name and kind that an observer makes; others are left alone."""
    if not path or not os.path.isabs(path) or not os.path.basename(path).startswith("conctop-"):
        return False
    try:
        facts = os.lstat(path)
    except OSError:
        return False
    return (stat.S_ISDIR(facts.st_mode) and facts.st_uid == os.geteuid()
            and stat.S_IMODE(facts.st_mode) == 0o700)


def remove(path):
    """Removes it with all that is in it; links are removed, never followed."""
    if is_ours(path):
        shutil.rmtree(path, ignore_errors=True)
