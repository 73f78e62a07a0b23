"""PostgreSQL's processes, each by itself."""

import contextlib
import signal
import subprocess
import time

from stage import CPU, IDLE, IPC, LOCK, NET, Case, Skip, Subject
from system import postgres, unprivileged


class Database:
    """A server, and sessions of psql; ask gives what one answers, run leaves it at work."""

    def __init__(self, stage):
        self.stage, self.server = stage, postgres(stage, "")
        self.psql = [*unprivileged(), "psql", "-X", "-q", "-A", "-t", "-h", stage.directory / "pg",
                     "-U", "p", "postgres"]
        self.await_start()

    def await_start(self):
        """Its socket is there before it takes anybody in."""
        for _ in range(50):
            with contextlib.suppress(Skip):
                return self.ask("select 1")
            time.sleep(0.1)
        raise Skip("PostgreSQL takes nobody in")

    def ask(self, query):
        done = subprocess.run([str(word) for word in (*self.psql, "-c", query)],
                              capture_output=True, text=True, cwd="/")
        if done.returncode != 0:
            raise Skip(done.stderr.strip())
        return done.stdout.strip()

    def run(self, *queries, **options):
        words = [word for query in queries for word in ("-c", query)]
        return self.stage.run(*self.psql, *words, cwd="/", **options)

    def process(self, condition):
        """The first that pg_stat_activity shows so, once it does."""
        for _ in range(100):
            found = self.ask("select pid from pg_stat_activity where pid <> pg_backend_pid() and "
                             + condition)
            if found:
                return Subject(found.split()[0])
            time.sleep(0.1)
        raise Skip(f"no process of PostgreSQL where {condition}")


def row_lock(stage, blocked):
    """One holds a row and another wants it: the one's end or the other's."""
    database = Database(stage)
    database.ask("create table t as select 1 as a")
    database.run("begin", "update t set a = 2", "select pg_sleep(99)")
    database.process("wait_event = 'PgSleep'")
    waiting = database.run("update t set a = 3")
    backend = database.process("wait_event_type = 'Lock'")
    return backend if blocked == "backend" else waiting


def advisory_lock(stage):
    database = Database(stage)
    database.run("select pg_advisory_lock(7)", "select pg_sleep(99)")
    database.process("wait_event = 'PgSleep'")
    database.run("select pg_advisory_lock(7)")
    return database.process("wait_event_type = 'Lock'")


def computing(stage):
    database = Database(stage)
    database.run("do $$ begin loop null; end loop; end $$")
    return database.process("state = 'active' and query like 'do %'")


def asleep(stage):
    database = Database(stage)
    database.run("select pg_sleep(99)")
    return database.process("wait_event = 'PgSleep'")


def between_queries(stage, first):
    """A session that has asked something, and whose client says no more."""
    database = Database(stage)
    client = stage.run(*database.psql, stdin=subprocess.PIPE, cwd="/")
    client.stdin.write(first.encode() + b"\n")
    client.stdin.flush()
    return database.process("wait_event = 'ClientRead'")


def unread_answer(stage):
    """Its client was stopped amid a large answer."""
    database = Database(stage)
    client = database.run("copy (select repeat('y', 1000) from pg_class a, pg_class b, pg_class c) to stdout")
    database.process("query like 'copy %'")
    client.send_signal(signal.SIGSTOP)
    return database.process("wait_event = 'ClientWrite'")


def helper(stage, kind):
    return Database(stage).process(f"backend_type = '{kind}'")


def cases():
    yield Case("PostgreSQL, backend waits for a row", (LOCK, IPC), lambda s: row_lock(s, "backend"))
    yield Case("PostgreSQL, psql whose backend waits for a row", NET, lambda s: row_lock(s, "client"))
    yield Case("PostgreSQL, backend waits for an advisory lock", (LOCK, IPC), advisory_lock)
    yield Case("PostgreSQL, backend that computes", CPU, computing, findings=("serial",))
    yield Case("PostgreSQL, backend in pg_sleep", IDLE, asleep)
    yield Case("PostgreSQL, backend between queries", IDLE, lambda s: between_queries(s, "select 1;"))
    yield Case("PostgreSQL, backend idle in transaction", IDLE,
               lambda s: between_queries(s, "begin; select 1;"))
    yield Case("PostgreSQL, backend whose answer nobody reads", NET, unread_answer)
    yield Case("PostgreSQL, checkpointer", IDLE, lambda s: helper(s, "checkpointer"))
    yield Case("PostgreSQL, autovacuum launcher", IDLE, lambda s: helper(s, "autovacuum launcher"))
