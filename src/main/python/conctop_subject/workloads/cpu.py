"""Work on the CPU. Loops call checkpoint about every half millisecond."""

from math import isqrt, sqrt
from time import thread_time_ns

from .base import Workload


class SumOfSquares(Workload):
    """The sum of i*i for i < n."""

    isolated = True
    _CHUNK = 10_000

    def __init__(self, parameters):
        self._n = parameters.count("n", "5000000")

    def run(self, task):
        total = 0
        for low in range(0, self._n, self._CHUNK):
            total += sum(i * i for i in range(low, min(low + self._CHUNK, self._n)))
            task.checkpoint()
        self.result = total
        return total


class PrimeFactors(Workload):
    """The factors of one large number by trial division."""

    isolated = True

    def __init__(self, parameters):
        self._number = parameters.count("number", "5000111000222021")

    def run(self, task):
        rest, found = self._number, []
        while rest % 2 == 0 and rest > 1:
            found.append(2)
            rest //= 2
        low, root = 3, isqrt(rest)
        while low <= root:
            for divisor in range(low, min(low + 20_000, root + 1), 2):
                if rest % divisor == 0:
                    break
            else:
                low += 20_000
                task.checkpoint()
                continue
            found.append(divisor)
            rest //= divisor
            low, root = divisor, isqrt(rest)
        if rest > 1:
            found.append(rest)
        self.result = found[-1]
        return found


class Mandelbrot(Workload):
    """One tile of the Mandelbrot set, which is cut into 16 by 16 tiles."""

    isolated = True
    _TILES = 16

    def __init__(self, parameters):
        self._tile = parameters.count("tile", "64")
        self._iterations = parameters.count("iterations", "1000")

    def run(self, task):
        index = task.task_id % (self._TILES * self._TILES)
        left = -2.0 + 3.0 * (index % self._TILES) / self._TILES
        top = -1.5 + 3.0 * (index // self._TILES) / self._TILES
        step = 3.0 / self._TILES / self._tile
        inside = 0
        for row in range(self._tile):
            for column in range(self._tile):
                inside += self._stays(complex(left + step * column, top + step * row), task)
        return inside

    def _stays(self, c, task):
        z, left = 0j, self._iterations
        while left > 0:
            for _ in range(min(left, 5_000)):
                z = z * z + c
                if z.real * z.real + z.imag * z.imag > 4.0:
                    return False
            left -= 5_000
            task.checkpoint()
        return True


class MonteCarloPi(Workload):
    """Pi from random points in the unit square."""

    isolated = True

    def __init__(self, parameters):
        self._points = parameters.count("points", "100000")

    def run(self, task):
        state, hits = (task.task_id * 2654435761 + 1) & 0xFFFFFFFF, 0
        for low in range(0, self._points, 2_000):
            for _ in range(min(2_000, self._points - low)):
                # a linear congruential generator (Numerical Recipes): the random module imports
                # hashlib, which aborts in a sub-interpreter of 3.12.1
                state = (1664525 * state + 1013904223) & 0xFFFFFFFF
                x = state / 4294967296.0
                state = (1664525 * state + 1013904223) & 0xFFFFFFFF
                y = state / 4294967296.0
                hits += x * x + y * y <= 1.0
            task.checkpoint()
        return 4.0 * hits / self._points


class Simulation(Workload):
    """Steps of an n-body system."""

    isolated = True

    def __init__(self, parameters):
        self._bodies = parameters.count("bodies", "8")
        self._steps = parameters.count("steps", "200")

    def run(self, task):
        n = self._bodies
        place = [[(i * 37 % 101) / 10.0, (i * 53 % 97) / 10.0, (i * 71 % 89) / 10.0]
                 for i in range(n)]
        speed = [[0.0, 0.0, 0.0] for _ in range(n)]
        for _ in range(self._steps):
            for i in range(n):
                self._pull(place, speed[i], i)
            for i in range(n):
                for axis in range(3):
                    place[i][axis] += speed[i][axis] * 0.001
            task.checkpoint()
        return place

    @staticmethod
    def _pull(place, speed, i):
        x, y, z = place[i]
        for j, (ox, oy, oz) in enumerate(place):
            if j != i:
                dx, dy, dz = ox - x, oy - y, oz - z
                square = dx * dx + dy * dy + dz * dz + 0.01
                force = 0.001 / (square * sqrt(square))
                speed[0] += dx * force
                speed[1] += dy * force
                speed[2] += dz * force


def burn(task, nanos):
    """Keeps the CPU for so much CPU time of the calling thread."""
    end = thread_time_ns() + nanos
    while thread_time_ns() < end:
        for i in range(500):
            i * i
        task.checkpoint()


class SkewedChunks(Workload):
    """One chunk of work; every so many are larger by far: the stragglers."""

    isolated = True

    def __init__(self, parameters):
        self._chunk = parameters.duration("chunk", "2ms")
        self._skew = parameters.count("skew", "10")
        self._every = max(1, parameters.count("every", "8"))

    def run(self, task):
        straggler = task.task_id % self._every == self._every - 1
        burn(task, self._chunk * (self._skew if straggler else 1))


class Allocate(Workload):
    """So many bytes in objects of so many bytes, all of them alive until the task ends."""

    isolated = True

    def __init__(self, parameters):
        self._bytes = parameters.size("bytes", "1MiB")
        self._object = max(1, parameters.size("object", "1KiB"))
        self.tasks = 0

    def run(self, task):
        kept = []
        left = self._bytes
        while left > 0:
            kept.append(bytearray(min(self._object, left)))
            left -= self._object
            if len(kept) & 1023 == 0:
                task.checkpoint()
        task.count("bytes_allocated", self._bytes)
        return len(kept)
