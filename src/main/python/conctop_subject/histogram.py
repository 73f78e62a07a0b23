"""HdrHistogram: bucket index and the V2 compressed encoding (HdrHistogram 2.2.2, its Java source).

Range 1 ns to 1 h, 3 significant digits. A histogram here is a plain dict index -> count, made and
encoded by the telemetry thread alone; recording threads only append raw values to a list.
"""

import base64
import struct
import zlib

LOWEST = 1
HIGHEST = 3_600_000_000_000
DIGITS = 3
_SUB_BUCKET_BITS = 11  # 2048 sub-buckets: the least power of two above 2 * 10^DIGITS
_HALF_BITS = _SUB_BUCKET_BITS - 1
_WORTH_IT = 2048
_V2_COOKIE = 0x1C849303 | 0x10
_V2_COMPRESSED_COOKIE = 0x1C849304 | 0x10


def index_of(value):
    """Index of the count of a value within the range."""
    bucket = value.bit_length() - _SUB_BUCKET_BITS
    return value if bucket <= 0 else (bucket << _HALF_BITS) + (value >> bucket)


def value_of(index):
    """The lowest value that is counted at an index."""
    bucket = (index >> _HALF_BITS) - 1
    if bucket <= 0:
        return index
    return ((index & ((1 << _HALF_BITS) - 1)) + (1 << _HALF_BITS)) << bucket


class Counts:
    """Values of one series over one interval."""

    __slots__ = ("counts", "clipped")

    def __init__(self):
        self.counts = {}
        self.clipped = 0

    def record(self, value):
        if value > HIGHEST:
            value = HIGHEST
            self.clipped += 1
        elif value < 0:
            value = 0
        index = index_of(value)
        self.counts[index] = self.counts.get(index, 0) + 1

    def median(self):
        """The value that half of them do not pass; 0 when there are none."""
        left = (sum(self.counts.values()) + 1) // 2
        for index in sorted(self.counts):
            left -= self.counts[index]
            if left <= 0:
                return value_of(index)
        return 0

    def encoded(self):
        """The V2 compressed encoding in base64."""
        return base64.b64encode(encode(self.counts)).decode("ascii")


def encode(counts):
    """V2 compressed bytes of a dict index -> count."""
    payload = bytearray()
    following = 0
    for index in sorted(counts):
        if index > following:
            _put_zigzag(payload, following - index)  # a run of zeros is one negative number
        _put_zigzag(payload, counts[index])
        following = index + 1
    header = struct.pack(">iiiiqqd", _V2_COOKIE, len(payload), 0, DIGITS, LOWEST, HIGHEST, 1.0)
    packed = _zlib(header + bytes(payload))
    return struct.pack(">ii", _V2_COMPRESSED_COOKIE, len(packed)) + packed


def _zlib(data):
    """A zlib stream. What is short is only wrapped: a compressor costs 0.2 to 0.6 ms to set up, ten
    times a second, under the lock that tasks wait for."""
    if len(data) > _WORTH_IT:
        return zlib.compress(data)
    stored = struct.pack("<HBHH", 0x0178, 1, len(data), len(data) ^ 0xFFFF)
    return stored + data + struct.pack(">I", zlib.adler32(data))


def _put_zigzag(out, value):
    rest = (value << 1) ^ (value >> 63)
    while rest > 0x7F:
        out.append((rest & 0x7F) | 0x80)
        rest >>= 7
    out.append(rest)
