"""A loopback server for tests that speaks the protocol of the wire format page.

Run as a program it prints its ports and ends with its standard input.
"""

import asyncio
import json
import math
import os
import random
import sys
import time
from urllib.parse import parse_qs, urlsplit


def _seconds(nanos, distribution):
    if distribution == "exponential":
        nanos = random.expovariate(1 / nanos) if nanos else 0
    elif distribution == "log-normal":
        nanos = nanos and random.lognormvariate(math.log(nanos) - 0.5, 1)
    return nanos / 1e9


async def _http(reader, writer):
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            request, *lines = head.split("\r\n")
            method, target = request.split(" ")[:2]
            length = 0
            for line in lines:
                name, _, value = line.partition(":")
                if name.lower() == "content-length":
                    length = int(value)
            sent = await reader.readexactly(length)
            url = urlsplit(target)
            asked = {key: values[0] for key, values in parse_qs(url.query).items()}
            await asyncio.sleep(_seconds(int(asked.get("delay_ns", 0)),
                                         asked.get("distribution", "fixed")))
            status, body = "200 OK", b"x" * int(asked.get("body", 0))
            if method == "POST":
                body = b"%d" % len(sent)
            if url.path not in ("/get", "/post"):
                status, body = "404 Not Found", b"no"
            writer.write(b"HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n" % (status.encode(), len(body))
                         + body)
    except (asyncio.IncompleteReadError, OSError):
        writer.close()


async def _query(reader, writer):
    try:
        line = await reader.readline()
        if line.startswith(b"P "):
            await _paced(*map(int, line[2:].split()), reader, writer)
        while line:
            _, delay, distribution, body = line.decode().split()
            await asyncio.sleep(_seconds(int(delay), distribution))
            writer.write(b"x" * (int(body) - 1) + b"\n")
            line = await reader.readline()
    except (ValueError, OSError):
        writer.close()


async def _paced(gap, message, reader, writer):
    number, before = 0, 0
    while True:
        await asyncio.sleep(gap / 1e9)
        began = time.monotonic_ns()
        writer.write((b"%d %d" % (number, before)).ljust(message - 1) + b"\n")
        answer = await reader.readline()
        if not answer:
            raise OSError("closed")
        before = time.monotonic_ns() - began
        number += 1


async def _main():
    http = await asyncio.start_server(_http, "127.0.0.1", 0, backlog=1024)
    query = await asyncio.start_server(_query, "127.0.0.1", 0, backlog=1024)
    ports = {"http_port": http.sockets[0].getsockname()[1],
             "query_port": query.sockets[0].getsockname()[1]}
    print(json.dumps(ports), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(_main())
