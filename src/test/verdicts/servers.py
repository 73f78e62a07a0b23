"""nginx, redis and memcached, asleep and under load."""

import os
import shutil
import socket
import time

from family import descendants
from stage import CPU, IDLE, MIXED, NET, SHARE, Case, Skip, Subject

PACED = """
import socket, sys, time
port, ask, many, pause = int(sys.argv[1]), b'GET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n', *map(float, sys.argv[2:])
s = socket.create_connection(('127.0.0.1', port))
s.sendall(ask)
size = len(s.recv(65536))
while True:
  s.sendall(ask * int(many))
  s.recv(size * int(many), socket.MSG_WAITALL)
  time.sleep(pause)
"""
FLOOD = """
import socket, sys, threading
ask = b'get key\\r\\n' * 500
def flood():
  s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))
  room = bytearray(1 << 20)
  threading.Thread(target=lambda: [s.sendall(ask) for _ in range(10**9)]).start()
  while True: s.recv_into(room)
flood()
"""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def await_port(port):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise Skip("the server did not start")


def nginx(stage, workers):
    """Its master, the port, and the workers as subjects."""
    port = free_port()
    (stage.directory / "nginx.conf").write_text(
        f"daemon off; pid {stage.directory}/pid; worker_processes {workers}; error_log /dev/null;\n"
        + ("user root;\n" if os.geteuid() == 0 else "") +
        "events {}\nhttp { access_log off; keepalive_requests 1000000000;\n"
        + "".join(f"{kind}_temp_path {stage.directory}/t;\n" for kind in (
            "client_body", "proxy", "fastcgi", "uwsgi", "scgi")) +
        f"server {{ listen 127.0.0.1:{port}; return 200 hello; }} }}\n")
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    master = stage.run(program, "-c", stage.directory / "nginx.conf", "-p", stage.directory)
    await_port(port)
    return master, port, [Subject(pid) for pid in descendants(master.pid)]


def nginx_worker(stage, load=None):
    _, port, workers = nginx(stage, 1)
    if load:
        load(stage, port)
    return workers[0]


def wrk(stage, port):
    stage.run("wrk", "-t", 2, "-c", 128, "-d", "60s", f"http://127.0.0.1:{port}/")


def light_http(stage, port):
    stage.python(PACED, port, 60, 0.003)


def light_client(stage):
    _, port, _ = nginx(stage, 1)
    return stage.python(PACED, port, 10, 0.02)


def redis(stage, *ask, bench=()):
    """The server; redis-cli asks it something, redis-benchmark floods it."""
    server, port = redis_server(stage)
    if ask:
        stage.run("redis-cli", "-p", port, *ask)
    if bench:
        stage.run("redis-benchmark", "-p", port, *bench)
    return server


def redis_server(stage):
    port = free_port()
    server = stage.run("redis-server", "--port", port, "--bind", "127.0.0.1", "--save", "",
                       "--dir", stage.directory)
    await_port(port)
    return server, port


def redis_client(stage):
    _, port = redis_server(stage)
    return stage.run("redis-cli", "-p", port, "blpop", "nothing", 0)


def memcached(stage, flood=False):
    port = free_port()
    server = stage.run("memcached", "-u", "nobody", "-U", 0, "-l", "127.0.0.1", "-p", port)
    await_port(port)
    if flood:
        with socket.create_connection(("127.0.0.1", port)) as one:
            one.sendall(b"set key 0 0 5\r\nhello\r\n")
            one.recv(100)
        stage.python(FLOOD, port)
    return server


def keeps_a_connection(stage):
    """An idle server that has a connection to its database, and an idle client of its own."""
    _, port = redis_server(stage)
    return stage.python(
        "import select, socket, sys\nserver = socket.create_server(('127.0.0.1', 0))\n"
        "database = socket.create_connection(('127.0.0.1', int(sys.argv[1])))\n"
        "database.send(b'PING\\r\\n'), database.recv(99)\n"
        "client = socket.create_connection(server.getsockname())\nkept, _ = server.accept()\n"
        "e = select.epoll()\nfor one in (server, database, kept): e.register(one, select.EPOLLIN)\n"
        "while True: e.poll()", port)


def cases():
    yield Case("nginx, worker, idle", IDLE, nginx_worker)
    yield Case("nginx, master, idle", IDLE, lambda s: nginx(s, 2)[0])
    yield Case("nginx, 2 workers, idle", IDLE, lambda s: nginx(s, 2)[0], tree=True)
    yield Case("nginx, worker, light load", IDLE, lambda s: nginx_worker(s, light_http),
               words=SHARE, crowded=True)
    yield Case("nginx, worker, under wrk", CPU, lambda s: nginx_worker(s, wrk),
               findings=("serial|starved",), crowded=True)
    yield Case("nginx's client, light load", IDLE, light_client)
    yield Case("redis, idle", IDLE, redis)
    yield Case("redis, under benchmark", CPU, lambda s: redis(s, bench=(
        "-P", 64, "-n", 10**9, "-t", "lrange_100", "-q")), findings=("serial|starved",), settle=2, crowded=True)
    yield Case("redis, under benchmark of sets", CPU, lambda s: redis(s, bench=(
        "-P", 64, "-n", 10**9, "-t", "set", "-q")), settle=2, crowded=True)
    yield Case("redis, Lua that computes", CPU, lambda s: redis(s, "eval", "while true do end", 0),
               findings=("serial",))
    yield Case("redis, somebody in BLPOP", IDLE, lambda s: redis(s, "blpop", "nothing", 0))
    yield Case("redis-cli in BLPOP", NET, redis_client)
    yield Case("memcached, idle", IDLE, memcached, threads=4)
    yield Case("memcached, flooded by one", (CPU, MIXED), lambda s: memcached(s, True), crowded=True)
    yield Case("server that keeps a connection to its database", IDLE, keeps_a_connection)
