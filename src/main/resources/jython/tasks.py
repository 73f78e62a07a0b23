# Python 2: what Jython runs. PythonTasks is the Java interface of the same name, given by who reads this.

import re
import threading
import time
from math import sqrt

_BITS = 2 ** 53
_TILES = 16
_TOKEN = re.compile(r"[a-z]+")


class Tasks(PythonTasks):
    def start(self, name, body):
        thread = threading.Thread(target=body.run, name=name)
        thread.setDaemon(True)
        thread.start()

    def sumOfSquares(self, task, terms):
        total = 0
        for low in xrange(0, terms, 10000):
            for i in xrange(low, min(low + 10000, terms)):
                total += i * i
            task.checkpoint()
        return total % _BITS

    def primeFactors(self, task, number):
        rest, last = number, 1
        while rest % 2 == 0 and rest > 1:
            last = 2
            rest //= 2
        divisor, root = 3, _root(rest)
        while divisor <= root:
            high = min(divisor + 20000, root + 1)
            while divisor < high and rest % divisor:
                divisor += 2
            if divisor < high:
                last = divisor
                rest //= divisor
                root = _root(rest)
            else:
                task.checkpoint()
        return rest if rest > 1 else last

    def monteCarloPi(self, task, seed, points):
        state, hits = (seed * 2654435761 + 1) & 0xFFFFFFFF, 0
        for low in xrange(0, points, 2000):
            for _ in xrange(min(2000, points - low)):
                state = (1664525 * state + 1013904223) & 0xFFFFFFFF
                x = state / 4294967296.0
                state = (1664525 * state + 1013904223) & 0xFFFFFFFF
                y = state / 4294967296.0
                hits += x * x + y * y <= 1.0
            task.checkpoint()
        return hits

    def mandelbrot(self, task, index, tile, iterations):
        index %= _TILES * _TILES
        left = -2.0 + 3.0 * (index % _TILES) / _TILES
        top = -1.5 + 3.0 * (index // _TILES) / _TILES
        step = 3.0 / _TILES / tile
        inside = 0
        for row in xrange(tile):
            for column in xrange(tile):
                inside += _stays(complex(left + step * column, top + step * row), iterations)
                task.checkpoint()
        return inside

    def text(self, task, text):
        counts = {}
        for number, found in enumerate(_TOKEN.finditer(text)):
            word = found.group()
            counts[word] = counts.get(word, 0) + 1
            if number & 63 == 0:
                task.checkpoint()
        return len(counts)

    def sleep(self, seconds):
        time.sleep(seconds)


def _root(number):
    """The whole part of the square root, exactly."""
    root = long(sqrt(number))
    while root * root > number:
        root -= 1
    while (root + 1) * (root + 1) <= number:
        root += 1
    return root


def _stays(c, iterations):
    z = 0j
    for _ in xrange(iterations):
        z = z * z + c
        if z.real * z.real + z.imag * z.imag > 4.0:
            return 0
    return 1
