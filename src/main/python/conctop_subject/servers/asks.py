"""What a request asks for, as the wire format page has it: a delay, how that is spread, a body's size."""

import math
import random
from collections import namedtuple
from urllib.parse import unquote_plus

MOST_DELAY_NS = 60_000_000_000
MOST_BODY = 64 << 20
_LONGEST_DELAY_S = 600.0
_DISTRIBUTIONS = ("fixed", "exponential", "log-normal")


class Refused(Exception):
    """A request that is refused; the message is the line that its sender reads."""


class Ask(namedtuple("Ask", ("delay_ns", "distribution", "body"))):
    """delay_ns is the mean."""

    __slots__ = ()

    def seconds(self):
        """One delay, drawn."""
        mean = self.delay_ns / 1e9
        if not mean or self.distribution == "fixed":
            return mean
        if self.distribution == "exponential":
            drawn = random.expovariate(1) * mean
        else:  # sigma 1: the mean of exp(N(-1/2, 1)) is 1
            drawn = math.exp(random.gauss(-0.5, 1)) * mean
        return min(drawn, _LONGEST_DELAY_S)


def of_query(text):
    """Of the query of a URI; what is absent is 0, or fixed."""
    delay, distribution, body = 0, "fixed", 0
    for pair in text.split("&") if text else ():
        name, _, value = pair.partition("=")
        if name == "delay_ns":
            delay = _number(name, value, 0, MOST_DELAY_NS)
        elif name == "distribution":
            distribution = _distribution(unquote_plus(value))
        elif name == "body":
            body = _number(name, value, 0, MOST_BODY)
        elif name != "content" or value != "filler":
            raise Refused("unknown parameter " + _printable(pair))
    return Ask(delay, distribution, body)


def of_line(line):
    """Of a line of the query protocol: Q <delay_ns> <distribution> <body>."""
    words = line.split(" ")
    if len(words) != 4 or words[0] != "Q":
        raise Refused("expected Q <delay_ns> <distribution> <body>")
    return Ask(_number("delay_ns", words[1], 0, MOST_DELAY_NS), _distribution(words[2]),
               _number("body", words[3], 1, MOST_BODY))


class Latest:
    """Reads asks by one of the above; a run asks for the same over and over, so the last is kept."""

    def __init__(self, read):
        self._read = read
        self._text = self._ask = None

    def of(self, text):
        if text != self._text:
            self._ask = self._read(text)
            self._text = text
        return self._ask


def _distribution(word):
    if word not in _DISTRIBUTIONS:
        raise Refused("distribution=%s is none of %s" % (_printable(word), ", ".join(_DISTRIBUTIONS)))
    return word


def _number(name, text, least, most):
    if not (text.isascii() and text.isdigit() and len(text) <= 20):
        raise Refused("%s=%s is not a whole number" % (name, _printable(text)))
    value = int(text)
    if not least <= value <= most:
        raise Refused("%s=%d is outside %d to %d" % (name, value, least, most))
    return value


def _printable(text):
    return "".join(c if " " < c < "\x7f" else "?" for c in text[:40])
