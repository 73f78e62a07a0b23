"""Parsing generated documents with the standard library's parsers."""

import json
import re
from collections import Counter

from .base import Workload

TOKEN = re.compile(r"[a-z]+")
_WORDS = ("time thread task wait lock core queue loop page disk network reader writer system of and"
          " the a in to with under over between").split()


def words(n, seed=1):
    """n words, the same ones each time."""
    state, out = seed, []
    for _ in range(n):
        state = (1664525 * state + 1013904223) & 0xFFFFFFFF
        out.append(_WORDS[(state >> 16) % len(_WORDS)])
    return out


def text_lines(size):
    """A text of so many characters in pieces of about 4,096, none of which begins within a word."""
    text = " ".join(words(size // 5 + 1))[:size]
    pieces, low = [], 0
    while low < len(text):
        high = low + 4096 if len(text) > low + 4096 else len(text)
        high = high if high == len(text) else text.rfind(" ", low, high) + 1
        pieces.append(text[low:high])
        low = high
    return pieces


def json_document(size):
    rows, length, i = [], 2, 0
    while length < size:
        row = {"id": i, "name": " ".join(words(4, i + 1)), "value": i * 1.5, "flags": [True, None],
               "nested": {"a": i % 7, "b": "x" * (i % 13)}}
        rows.append(row)
        length += len(json.dumps(row)) + 2
        i += 1
    return json.dumps(rows)


def html_document(size):
    rows, length, i = [], 60, 0
    while length < size:
        row = '<div class="row" id="r%d"><a href="/page/%d">%s</a><p>%s</p></div>\n' % (
            i, i, words(1, i + 1)[0], " ".join(words(12, i + 1)))
        rows.append(row)
        length += len(row)
        i += 1
    return "<!doctype html><html><body>\n" + "".join(rows) + "</body></html>"


class ParseJson(Workload):
    """One JSON document by json.loads, which never gives the interpreter lock away while it parses."""

    isolated = True

    def __init__(self, parameters):
        self._size = parameters.size("size", "64KiB")

    def open(self, surroundings):
        self._document = json_document(self._size)

    def run(self, task):
        self.result = len(json.loads(self._document))
        return self.result


def links(task, document):
    """The targets of a document's links, by html.parser, fed in pieces."""
    from html.parser import HTMLParser

    class Links(HTMLParser):
        def __init__(self):
            super().__init__()
            self.found = []

        def handle_starttag(self, tag, attrs):
            if tag == "a":
                self.found.append(dict(attrs).get("href"))

    parser = Links()
    for low in range(0, len(document), 4096):
        parser.feed(document[low:low + 4096])
        task.checkpoint()
    parser.close()
    return parser.found


class ParseHtml(Workload):
    """One HTML document by html.parser."""

    isolated = True

    def __init__(self, parameters):
        self._size = parameters.size("size", "64KiB")

    def open(self, surroundings):
        self._document = html_document(self._size)

    def run(self, task):
        self.result = len(links(task, self._document))
        return self.result


class Text(Workload):
    """Tokenises a text and counts its words."""

    isolated = True

    def __init__(self, parameters):
        self._size = parameters.size("size", "64KiB")

    def open(self, surroundings):
        self._lines = text_lines(self._size)

    def run(self, task):
        counts = Counter()
        for line in self._lines:
            counts.update(TOKEN.findall(line))
            task.checkpoint()
        self.result = len(counts)
        return counts.most_common(10)
