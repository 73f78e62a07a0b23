"""Servers and clients, of either end of a connection."""

import subprocess
import sys
import time

LISTEN = """
import socket, sys, time
s = socket.socket(socket.AF_UNIX if len(sys.argv) > 1 else socket.AF_INET)
s.bind(sys.argv[1] if len(sys.argv) > 1 else ('127.0.0.1', 0))
s.listen()
"""


def silent_server(stage):
    """A server in another process that accepts and says nothing; gives its port."""
    child = stage.run(
        sys.executable, "-c",
        "import socket, time\ns = socket.create_server(('127.0.0.1', 0))\n"
        "print(s.getsockname()[1], flush=True)\nkept = []\n"
        "while True: kept.append(s.accept())",
        stdout=subprocess.PIPE)
    return int(child.stdout.readline())


def slow_server(stage, seconds):
    """A server in another process that answers each byte with one, so long after; gives its port."""
    child = stage.run(
        sys.executable, "-c",
        "import socket, sys, threading, time\ns = socket.create_server(('127.0.0.1', 0), backlog=200)\n"
        "print(s.getsockname()[1], flush=True)\n"
        "def answer(c):\n  while c.recv(1): time.sleep(float(sys.argv[1])), c.send(b'.')\n"
        "while True: threading.Thread(target=answer, args=(s.accept()[0],)).start()", seconds,
        stdout=subprocess.PIPE)
    return int(child.stdout.readline())


def http_server(stage):
    """A web server; gives its port."""
    child = stage.run(
        sys.executable, "-c",
        "import http.server\n"
        "class H(http.server.SimpleHTTPRequestHandler):\n"
        "  def log_message(self, *a): pass\n"
        "s = http.server.HTTPServer(('127.0.0.1', 0), H)\n"
        "print(s.server_address[1], flush=True)\ns.serve_forever()",
        stdout=subprocess.PIPE)
    return child, int(child.stdout.readline())


def loaded_server(stage):
    child, port = http_server(stage)
    stage.python(
        "import urllib.request, sys\nwhile True: urllib.request.urlopen(sys.argv[1]).read()",
        f"http://127.0.0.1:{port}/")
    return child


def client(stage, script):
    return stage.python("import socket, select, sys, time\n"
                        "s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))\n" + script,
                        silent_server(stage))


def accepted(stage, script):
    """The server's end of a connection."""
    server = stage.run(
        sys.executable, "-c",
        "import socket\ns = socket.create_server(('127.0.0.1', 0))\n"
        "print(s.getsockname()[1], flush=True)\nc, _ = s.accept()\n" + script,
        stdout=subprocess.PIPE)
    stage.python("import socket, sys, time\n"
                 "s = socket.create_connection(('127.0.0.1', int(sys.argv[1])))\ntime.sleep(99)",
                 int(server.stdout.readline()))
    return server


def slow_download(stage):
    server = stage.run(
        sys.executable, "-c",
        "import socket, time\ns = socket.create_server(('127.0.0.1', 0))\n"
        "print(s.getsockname()[1], flush=True)\nc, _ = s.accept()\nc.recv(4096)\n"
        "c.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Length: 1000000\\r\\n\\r\\n')\n"
        "while True:\n  c.sendall(b'x' * 100)\n  time.sleep(0.05)",
        stdout=subprocess.PIPE)
    return stage.run("curl", "-s", "-o", "/dev/null",
                     f"http://127.0.0.1:{int(server.stdout.readline())}/")


def unix_client(stage):
    path = stage.directory / "socket"
    stage.python("import socket, sys\ns = socket.socket(socket.AF_UNIX)\ns.bind(sys.argv[1])\n"
                 "s.listen()\nkept = []\nwhile True: kept.append(s.accept())", path)
    while not path.exists():
        time.sleep(0.05)
    return stage.python("import socket, sys\ns = socket.socket(socket.AF_UNIX)\n"
                        "s.connect(sys.argv[1])\ns.recv(1)", path)
