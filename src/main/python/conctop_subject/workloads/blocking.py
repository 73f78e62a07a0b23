"""Connections that block: HTTP by http.client, HTTP by a bare socket, the query protocol."""

import socket

_TIMEOUT = 120.0


class Target:
    """Where requests go: the loopback server, or a URL of the user's own."""

    def __init__(self, method, port, path, url=""):
        self.method = method
        self.secure = False
        #: whether it is the loopback server
        self.ours = not url
        self.host, self.port, self.path = "127.0.0.1", port, path
        self.header_host = "127.0.0.1:%d" % port
        if url:
            self._read(url)
        elif not port:
            raise ValueError("there is no loopback server to ask, and no url was given")

    def _read(self, url):
        scheme, separator, rest = url.partition("://")
        if not separator or scheme.lower() not in ("http", "https"):
            raise ValueError("'%s' is no http or https URL" % url)
        self.secure = scheme.lower() == "https"
        host, slash, path = rest.partition("/")
        self.header_host = host
        name, colon, port = host.rpartition(":")
        if colon and port.isdigit():
            self.host, self.port = name.strip("[]"), int(port)
        else:
            self.host, self.port = host.strip("[]"), 443 if self.secure else 80
        self.path = "/" + path


def connect(port, host="127.0.0.1"):
    connection = socket.create_connection((host, port), _TIMEOUT)
    # A time-out makes each recv a poll and a recv, each of which gives the interpreter lock away.
    connection.settimeout(None)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


class HttpClient:
    """One kept connection by http.client."""

    def __init__(self, target):
        import http.client
        self._target = target
        kind = http.client.HTTPSConnection if target.secure else http.client.HTTPConnection
        self._connection = kind(target.host, target.port)
        self._headers = {"Host": target.header_host, "User-Agent": "conctop"}

    def exchange(self, body=None):
        """The answer's body; an HTTP error is an exception."""
        target = self._target
        self._connection.request(target.method, target.path, body, self._headers)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.status >= 400:
            raise OSError("HTTP %d" % answer.status)
        return content

    def close(self):
        self._connection.close()


class BareHttp:
    """One kept connection by a bare socket: http.client imports ssl, which sub-interpreters lack."""

    def __init__(self, target):
        if target.secure:
            raise ValueError("https needs ssl, which cannot be imported in a sub-interpreter")
        self._target = target
        self._socket = connect(target.port, target.host)

    def exchange(self, body=None):
        self._socket.sendall(request_bytes(self._target, body))
        reader = AnswerReader()
        while True:
            chunk = self._socket.recv(65536)
            if reader.feed(chunk):
                return reader.body()

    def close(self):
        self._socket.close()


def request_bytes(target, body=None):
    head = "%s %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: conctop\r\n" % (
        target.method, target.path, target.header_host)
    if body is not None:
        head += "Content-Length: %d\r\n" % len(body)
    return head.encode("ascii") + b"\r\n" + (body or b"")


class AnswerReader:
    """Collects one HTTP/1.1 answer with a Content-Length or in chunks."""

    def __init__(self):
        self._parts = []
        self._head = None
        self._left = 0
        self._chunked = False

    def feed(self, data):
        """Takes what came; True when the answer is whole. An HTTP error is an exception."""
        if not data:
            raise ConnectionResetError("the server closed the connection within an answer")
        if self._head is None:
            self._parts.append(data)
            data = b"".join(self._parts)
            head, separator, rest = data.partition(b"\r\n\r\n")
            if not separator:
                self._parts = [data]
                return False
            self._begin(head)
            self._parts, data = [], rest
        self._parts.append(data)
        self._left -= len(data)
        if self._chunked:
            return b"".join(self._parts[-3:]).endswith(b"0\r\n\r\n")
        return self._left <= 0

    def _begin(self, head):
        lines = head.decode("latin-1").split("\r\n")
        status = lines[0].split(" ")[1]
        fields = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            fields[name.strip().lower()] = value.strip()
        self._head = fields
        self._chunked = fields.get("transfer-encoding", "").lower() == "chunked"
        self._left = int(fields.get("content-length", "0"))
        if int(status) >= 400:
            raise OSError("HTTP %s" % status)

    def body(self):
        content = b"".join(self._parts)
        if not self._chunked:
            return content
        out = []
        while content:
            length, _, content = content.partition(b"\r\n")
            n = int(length.split(b";")[0], 16)
            if n == 0:
                break
            out.append(content[:n])
            content = content[n + 2:]
        return b"".join(out)


class Query:
    """One connection of the query protocol."""

    def __init__(self, port, line):
        self._socket = connect(port)
        self._line = line

    def exchange(self, body=None):
        self._socket.sendall(self._line)
        return read_line(self._socket)

    def close(self):
        self._socket.close()


class LineReader:
    """Collects up to the line feed that ends an answer."""

    def __init__(self):
        self._parts = []

    def feed(self, data):
        if not data:
            raise ConnectionResetError("the server closed the connection")
        self._parts.append(data)
        return data[-1:] == b"\n"

    def body(self):
        return b"".join(self._parts)


def read_line(connection):
    """What came up to the line feed that ends an answer."""
    parts = []
    while True:
        data = connection.recv(65536)
        if not data:
            raise ConnectionResetError("the server closed the connection")
        if data[-1] == 10:
            return data if not parts else b"".join(parts) + data
        parts.append(data)
