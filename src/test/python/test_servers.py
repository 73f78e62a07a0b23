"""Servers that are watched: what is pure by itself, each server as the process that it is."""

import http.client
import importlib.util
import json
import os
import socket
import subprocess
import sys
import tempfile
import unittest

from subject_run import MAIN
from conctop_subject import engines
from conctop_subject.servers import asks
from conctop_subject.servers.asks import Ask, Refused
from conctop_subject.servers.http import Requests

_ENDS = 10  # s


class Asks(unittest.TestCase):
    def test_of_a_query(self):
        self.assertEqual(Ask(0, "fixed", 0), asks.of_query(""))
        self.assertEqual(Ask(5_000_000, "log-normal", 10), asks.of_query(
            "delay_ns=5000000&distribution=log-normal&body=10"))
        for query, why in (("delay_ns=x", "delay_ns=x is not a whole number"),
                           ("delay_ns=-1", "delay_ns=-1 is not a whole number"),
                           ("delay_ns=60000000001", "is outside 0 to 60000000000"),
                           ("body=99999999999", "body=99999999999 is outside"),
                           ("distribution=even", "distribution=even is none of fixed"),
                           ("content=html", "unknown parameter content=html"),
                           ("a\x1b]0;", "unknown parameter a?]0;")):
            with self.assertRaises(Refused) as refused:
                asks.of_query(query)
            self.assertIn(why, str(refused.exception))

    def test_of_a_line(self):
        self.assertEqual(Ask(0, "fixed", 1), asks.of_line("Q 0 fixed 1"))
        for line in ("P 10", "Q 0 fixed", "Q 0 fixed 0", "Q 0  fixed 1"):
            self.assertRaises(Refused, asks.of_line, line)

    def test_delays_have_their_mean(self):
        self.assertEqual(0.05, Ask(50_000_000, "fixed", 0).seconds())
        for distribution in ("exponential", "log-normal"):
            drawn = [Ask(1_000_000_000, distribution, 0).seconds() for _ in range(20_000)]
            self.assertAlmostEqual(1, sum(drawn) / len(drawn), delta=0.1)
            self.assertEqual(0, Ask(0, distribution, 0).seconds())


class Heads(unittest.TestCase):
    SENT = (b"GET /get?body=1 HTTP/1.1\r\nHost: x\r\n\r\n"
            b"POST /post HTTP/1.1\r\ncontent-length: 5\r\nExpect: 100-continue\r\n\r\nabcde"
            b"GET /get HTTP/1.0\r\n\r\n")

    def test_cut_anywhere(self):
        for size in (1, 2, 7, 30, len(self.SENT)):
            requests, heads, told = Requests(), [], 0
            for at in range(0, len(self.SENT), size):
                requests.feed(self.SENT[at:at + size])
                while True:
                    head = requests.next()
                    told += requests.to_continue
                    requests.to_continue = False
                    if head is None:
                        break
                    heads.append((head.method, head.target, head.keep_alive, head.length))
            self.assertEqual([("GET", "/get?body=1", True, 0), ("POST", "/post", True, 5),
                              ("GET", "/get", False, 0)], heads)
            self.assertEqual(1, told)
            self.assertEqual(0, requests.waiting)

    def test_refused(self):
        for sent in (b"nonsense\r\n\r\n", b"GET / FTP/1.0\r\n\r\n", b"x" * 20_000,
                     b"POST /post HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
                     b"POST /post HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                     b"POST /post HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n"):
            requests = Requests()
            requests.feed(sent)
            self.assertRaises(Refused, requests.next)


class Process:
    """A server's process, spoken to as the observer does."""

    def __init__(self, name):
        self._home = tempfile.TemporaryDirectory()
        self.directory = os.path.join(self._home.name, "conctop-test")
        os.mkdir(self.directory, 0o700)
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-B", "-u", MAIN, "server", name, self.directory],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.hello, self.ready = self.message(), self.message()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
        self._home.cleanup()

    def message(self):
        return json.loads(self.process.stdout.readline())

    def order(self, word):
        self.process.stdin.write(b'{"o":"%s","settle_ns":0,"duration_ns":0}\n' % word)
        self.process.stdin.flush()

    def asked(self, method, target, body=None, connection=None):
        once = connection is None
        if once:
            connection = http.client.HTTPConnection("127.0.0.1", self.ready["http_port"], 20)
        connection.request(method, target, body)
        answer = connection.getresponse()
        found = answer.status, answer.read()
        if once:
            connection.close()
        return found


class Servers(unittest.TestCase):
    """All the same, whatever they are made of."""

    def serves(self, name, role, queries):
        with Process(name) as server:
            self.assertEqual("CPython", server.hello["runtime"]["name"])
            self.assertEqual(server.process.pid, server.hello["pid"])
            kept = http.client.HTTPConnection("127.0.0.1", server.ready["http_port"], 20)
            self.addCleanup(kept.close)
            target = "/get?delay_ns=1000000&distribution=exponential&body=%d"
            for size in (0, 1, 3000, 100_000):
                status, body = server.asked("GET", target % size, connection=kept)
                self.assertEqual((200, size), (status, len(body)))
                self.assertEqual(b"x" * (size - 1) + b"\n" if size else b"", body)
            self.assertEqual((200, b"70000\n"), server.asked(
                "POST", "/post?delay_ns=0&distribution=fixed", b"y" * 70_000, kept))
            status, body = server.asked("GET", "/get?delay_ns=x")
            self.assertEqual((400, b"delay_ns=x is not a whole number\n"), (status, body))
            self.assertIn(server.asked("GET", "/other")[0], (400, 404))
            if queries:
                self.queries(server.ready["query_port"])
            else:
                self.assertEqual(0, server.ready["query_port"])
            self.frames(server, role, kept)
            server.process.stdin.close()
            self.assertEqual(0, server.process.wait(_ENDS))
            self.assertFalse(os.path.exists(server.directory))

    def queries(self, port):
        with socket.create_connection(("127.0.0.1", port), 20) as connection:
            lines = connection.makefile("rb")
            connection.sendall(b"Q 1000000 fixed 3\nQ 0 fixed 2\n")
            self.assertEqual(b"xx\n", lines.readline())
            self.assertEqual(b"x\n", lines.readline())
            connection.sendall(b"P 5\n")
            self.assertTrue(lines.readline().startswith(b"400 expected Q"))
            self.assertEqual(b"", lines.readline())

    def frames(self, server, role, kept):
        """Nothing before go; then who works, and how late the loop is."""
        server.order(b"go")
        reported, lags, number = {}, 0, 0
        while not reported or (role == "loop" and not lags):
            self.assertEqual(200, server.asked("GET", "/get?body=1", connection=kept)[0])
            frame = server.message()
            self.assertEqual(("frame", number), (frame["t"], frame["seq"]))
            number += 1
            lags += "loop_lag" in frame["latency"]
            reported.update((thread["tid"], thread.get("role")) for thread in frame["threads"])
        self.assertIn(role, reported.values())
        self.assertEqual(role == "loop", lags > 0)
        server.order(b"rest")

    def test_asyncio(self):
        self.serves("asyncio", "loop", True)

    def test_threads(self):
        self.serves("cpython-threads", "worker", True)

    def engine(self, name, *needed):
        for engine in needed:
            if importlib.util.find_spec(engines.ENGINES[engine][0]) is None:
                print("skipped: %s is not here" % engine, file=sys.stderr)
                self.skipTest("%s is not here" % engine)
        self.serves(name, "loop", False)

    def test_aiohttp(self):
        self.engine("aiohttp", "aiohttp")

    def test_tornado(self):
        self.engine("tornado", "tornado")

    def test_uvicorn(self):
        self.engine("uvicorn", "uvicorn", "uvloop", "httptools")

    def test_sanic(self):
        self.engine("sanic", "sanic")

    def test_an_engine_that_is_not_there_is_refused(self):
        for name in ("aiohttp", "nonsense"):
            if name == "aiohttp" and importlib.util.find_spec("aiohttp") is not None:
                continue
            with Process(name) as server:
                self.assertEqual("last", server.ready["t"])
                self.assertTrue(server.ready["refused"])
                self.assertNotIn("\n", server.ready["error"])
                self.assertEqual(1, server.process.wait(_ENDS))

    def test_one_whose_observer_is_killed_ends(self):
        """Also when its input is held open by somebody else: by itself, here."""
        source = (
            "import os, subprocess, sys, time\n"
            "r, w = os.pipe()\n"
            "os.set_inheritable(w, True)\n"
            "subprocess.Popen([sys.executable, '-I', '-B', '-u', sys.argv[1], 'server', 'asyncio',"
            " '/nowhere'], stdin=r, close_fds=False)\n"
            "time.sleep(60)\n")
        with subprocess.Popen([sys.executable, "-c", source, MAIN], stdout=subprocess.PIPE) as parent:
            self.assertIn("hello", parent.stdout.readline().decode())
            self.assertIn("http_port", parent.stdout.readline().decode())
            parent.kill()
            # Our pipe is its output, too: that ends with it.
            self.assertEqual(b"", parent.stdout.read())


if __name__ == "__main__":
    unittest.main()
