"""Control groups, databases and signals."""

import os
import pathlib
import shutil
import signal
import subprocess
import time

from stage import SPIN, Skip

CGROUP_V1 = pathlib.Path("/sys/fs/cgroup/cpu")
CGROUP_V2 = pathlib.Path("/sys/fs/cgroup")


def quota(stage, percent, script, below=None):
    """In a control group with a quota of its own, made here, or in one below it."""
    if os.geteuid() != 0:
        raise Skip("control groups need root")
    name = f"conctop-verdicts-{os.getpid()}"
    if (CGROUP_V1 / "cpu.cfs_quota_us").exists():
        group = CGROUP_V1 / name
        limit = ("cpu.cfs_quota_us", str(percent * 1000))
    elif (CGROUP_V2 / "cgroup.controllers").exists():
        group = CGROUP_V2 / name
        limit = ("cpu.max", f"{percent * 1000} 100000")
    else:
        raise Skip("no control group with a cpu controller")
    try:
        group.mkdir()
        (group / limit[0]).write_text(limit[1])
    except OSError as error:
        raise Skip(f"no quota here: {error}") from error
    stage.undo.append(group.rmdir)
    if below:
        group = group / below
        group.mkdir()
        stage.undo.append(group.rmdir)
    child = stage.python(script)
    (group / "cgroup.procs").write_text(str(child.pid))
    return child


def unprivileged():
    """What starts a program as a user without rights where we are root; PostgreSQL asks for it."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        raise Skip("PostgreSQL does not run as root, and there is no setpriv")
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]


def postgres(stage, load):
    """A server of its own; pgbench with these options loads it, if there are any."""
    for tool in ("initdb", "postgres", "pgbench"):
        if shutil.which(tool) is None:
            raise Skip(f"no {tool}")
    as_nobody = unprivileged()
    data = stage.directory / "pg"
    data.mkdir(mode=0o700)
    if as_nobody:
        stage.directory.chmod(0o755)
        shutil.chown(data, 65534, 65534)
    subprocess.run([*as_nobody, "initdb", "-D", data, "-U", "p"], check=True, capture_output=True)
    server = stage.run(*as_nobody, "postgres", "-D", data, "-k", data, "-c", "listen_addresses=")
    await_socket(data / ".s.PGSQL.5432")
    if load:
        bench = [*as_nobody, "pgbench", "-h", data, "-U", "p"]
        subprocess.run([*bench, "-i", "-q", "postgres"], check=True, capture_output=True)
        stage.run(*bench, *load.split(), "-T", "60", "postgres")
    return server


def await_socket(path):
    for _ in range(200):
        if path.exists():
            return
        time.sleep(0.05)
    raise Skip("PostgreSQL did not start")


def stopped(stage):
    child = stage.python("import time" + SPIN)
    time.sleep(0.3)
    os.kill(child.pid, signal.SIGSTOP)
    return child
