"""A thread for each connection, blocking calls: what the interpreter lock makes of it is to be seen."""

import itertools
import socket
import sys
import threading
import time

from .asks import Latest, Refused, of_line
from .base import Server, listen, port
from .http import CONTINUE, Answers, Requests, filler, refusal

_CHUNK = 64 << 10
_LONGEST_LINE = 256


class Threaded(Server):
    def serve(self, ready):
        http, query = listen(), listen()
        self._numbers = itertools.count(1)
        threading.Thread(target=self._accept, args=(query, _answer_queries), name="accept-query",
                         daemon=True).start()
        ready(port(http), port(query))
        self._accept(http, _answer_http)

    def _accept(self, listener, answer):
        while True:
            try:
                connection, _ = listener.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                name = "connection-%d" % next(self._numbers)
                threading.Thread(target=self._hold, args=(connection, answer, name), name=name,
                                 daemon=True).start()
            except (OSError, RuntimeError) as e:  # no descriptor or no thread is left
                sys.stderr.write("a connection was not accepted: %s\n" % e)
                time.sleep(0.05)

    def _hold(self, connection, answer, name):
        self.desk.register(name, "worker")
        try:
            with connection:
                answer(connection)
        except OSError:
            pass  # the client is gone
        finally:
            self.desk.leave()


def _wait(ask):
    seconds = ask.seconds()
    if seconds > 0:
        time.sleep(seconds)


def _answer_http(connection):
    requests, answers = Requests(), Answers()
    try:
        while True:
            head = requests.next()
            if requests.to_continue:
                requests.to_continue = False
                connection.sendall(CONTINUE)
            if head is None:
                data = connection.recv(_CHUNK)
                if not data:
                    return
                requests.feed(data)
                continue
            ask = answers.ask(head)
            _wait(ask)
            connection.sendall(answers.answer(head, ask))
            if not head.keep_alive:
                return
    except Refused as e:
        connection.sendall(refusal(e))


def _answer_queries(connection):
    data, asks = bytearray(), Latest(of_line)
    try:
        while True:
            end = data.find(b"\n")
            if end > _LONGEST_LINE or end < 0 and len(data) > _LONGEST_LINE:
                raise Refused("the line is too long")
            if end < 0:
                more = connection.recv(_CHUNK)
                if not more:
                    return
                data += more
                continue
            ask = asks.of(data[:end].decode("latin-1").rstrip("\r"))
            del data[:end + 1]
            _wait(ask)
            connection.sendall(filler(ask.body))
    except Refused as e:
        connection.sendall(("400 %s\n" % e).encode("ascii", "replace"))
