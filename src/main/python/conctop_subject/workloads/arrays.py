"""Work of numpy's: what gives the interpreter lock away, and what is too small or too Python for that."""

import os
from math import isqrt

from .base import Pool, Workload

_STEP = 200_000  # elements between two looks whether the lock was waited for
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


class NumPy(Workload):
    """Operations on an array of so many elements, into memory that is there already.

    What works on numbers gives the lock away from 500 elements on; what works on objects never does.
    """

    why_not_isolated = "numpy cannot be imported in a sub-interpreter"

    def __init__(self, parameters):
        self._size = max(1, parameters.count("array-size", "4000000"))
        self._times = max(1, parameters.count("times", "1"))
        self._operation = parameters.choice(
            "operation", "sqrt", "sum", "sort", "matmul", "objects")
        # Before it is imported: a library of threads of its own would make of one thread many.
        threads = str(max(1, parameters.count("blas-threads", "1")))
        for name in _THREADS:
            os.environ[name] = threads

    def open(self, surroundings):
        from ..engines import need
        numpy = need("numpy")
        values = numpy.arange(1, self._size + 1, dtype=numpy.float64)
        if self._operation == "objects":
            values = values.astype(object)
        elif self._operation == "matmul":
            side = isqrt(self._size)
            values = values[:side * side].reshape(side, side)
        elif self._operation == "sort":
            values = values[::-1].copy()
        work = getattr(self, "_" + self._operation)
        self._work = lambda out: work(numpy, values, out)
        self._outs = Pool(lambda: _Room(numpy.empty_like(values)))

    def run(self, task):
        room = self._outs.take()
        look = max(1, _STEP // self._size)
        for i in range(self._times):
            self._work(room.out)
            if i % look == 0:
                task.checkpoint()
        self._outs.give(room)

    @staticmethod
    def _sqrt(numpy, values, out):
        numpy.sqrt(values, out=out)

    @staticmethod
    def _sum(numpy, values, out):
        values.sum()

    @staticmethod
    def _sort(numpy, values, out):
        numpy.copyto(out, values)
        out.sort()

    @staticmethod
    def _matmul(numpy, values, out):
        numpy.matmul(values, values, out=out)

    @staticmethod
    def _objects(numpy, values, out):
        numpy.add(values, values, out=out)


class _Room:
    """Memory for results, of one task at a time: new pages would cost more than the work."""

    def __init__(self, out):
        self.out = out

    def close(self):
        self.out = None
