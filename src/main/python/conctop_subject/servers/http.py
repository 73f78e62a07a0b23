"""Just enough of HTTP/1.1 for a server that is watched: heads, counted bodies, answers."""

from collections import namedtuple

from .asks import MOST_BODY, Latest, Refused, of_query

_LONGEST_HEAD = 16 << 10
_KEPT = 64 << 10  # bytes of an answer that is kept to be sent again
_MOST_KEPT = 256

#: length: bytes of the body; waits: whether the client waits to be told to send it
Head = namedtuple("Head", ("method", "target", "keep_alive", "length", "waits"))


class Requests:
    """Cuts what comes on one connection into requests; bodies are counted and let go."""

    def __init__(self):
        self._data = bytearray()
        self._raw = self._parsed = None
        self._head = None
        self._left = 0
        #: whether the client waits to be told to send its body; who tells it clears this
        self.to_continue = False

    def feed(self, data):
        self._data += data

    @property
    def waiting(self):
        """Bytes that no request was made of yet."""
        return len(self._data)

    def next(self):
        """The head of the next request that is there as a whole; None when there is none yet."""
        if self._head is None and not self._begin():
            return None
        taken = min(self._left, len(self._data))
        del self._data[:taken]
        self._left -= taken
        if self._left:
            return None
        head, self._head = self._head, None
        return head

    def _begin(self):
        end = self._data.find(b"\r\n\r\n")
        if end < 0 or end > _LONGEST_HEAD:
            if len(self._data) > _LONGEST_HEAD:
                raise Refused("the head is too long")
            return False
        raw = bytes(self._data[:end])
        del self._data[:end + 4]
        if raw != self._raw:
            self._parsed = parse(raw)
            self._raw = raw
        self._head = self._parsed
        self._left = self._head.length
        self.to_continue = self._head.waits
        return True


def parse(raw):
    """The head of a request, without the empty line."""
    first, *lines = raw.decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1."):
        raise Refused("not an HTTP request")
    keep_alive, length, waits = words[2] != "HTTP/1.0", 0, False
    for line in lines:
        name, _, value = line.partition(":")
        name, value = name.strip().lower(), value.strip()
        if name == "content-length":
            length = _length(value)
        elif name == "connection":
            keep_alive = value.lower() == "keep-alive" or keep_alive and value.lower() != "close"
        elif name == "expect":
            waits = value.lower() == "100-continue"
        elif name == "transfer-encoding":
            raise Refused("a body needs its Content-Length")
    return Head(words[0], words[1], keep_alive, length, waits)


def _length(value):
    if not (value.isascii() and value.isdigit()):
        raise Refused("Content-Length is not a whole number")
    if int(value) > MOST_BODY:
        raise Refused("body is over %d bytes" % MOST_BODY)
    return int(value)


CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Answers:
    """What is answered to a head: the ask, then the bytes. Of one connection, or of one thread."""

    _whole = {}

    def __init__(self):
        self._asks = Latest(of_query)

    def ask(self, head):
        path, _, query = head.target.partition("?")
        if (head.method, path) not in (("GET", "/get"), ("POST", "/post")):
            raise Refused("expected GET /get or POST /post")
        return self._asks.of(query)

    def answer(self, head, ask):
        if head.method == "POST":
            return whole("200 OK", "text/plain", b"%d\n" % head.length, head.keep_alive)
        key = ask.body, head.keep_alive
        answer = self._whole.get(key)
        if answer is None:
            answer = whole("200 OK", "application/octet-stream", filler(ask.body), head.keep_alive)
            if ask.body <= _KEPT and len(self._whole) < _MOST_KEPT:
                self._whole[key] = answer
        return answer


def refusal(refused):
    return whole("400 Bad Request", "text/plain", ("%s\n" % refused).encode("ascii", "replace"), False)


def whole(status, kind, body, keep_alive):
    return ("HTTP/1.1 %s\r\nContent-Type: %s\r\n%sContent-Length: %d\r\n\r\n" % (
        status, kind, "" if keep_alive else "Connection: close\r\n", len(body))).encode("ascii") + body


def filler(size):
    """x … x and a newline."""
    return b"x" * (size - 1) + b"\n" if size else b""
