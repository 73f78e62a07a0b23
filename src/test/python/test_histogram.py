import base64
import struct
import unittest
import zlib

import subject_run  # noqa: F401  (finds the sources)
from conctop_subject import histogram

# Made by HdrHistogram 2.2.2 (Java), encodeIntoByteBuffer of Histogram(1, 3_600_000_000_000, 3).
VALUES = (0, 1, 2047, 2048, 5_000_000, 5_000_000, 50_123_456, 3_600_000_000_000)
GOLDEN = ("1c84931300000011000000000000000300000000000000010000034630b8a0003ff0000000000000"
          "0202f91f020285b30104e73402a3820202")
GOLDEN_COMPRESSED = ("HISTFAAAADJ4nJNpmSzMwMAgyAABzFCaEch0M9ixgMH+A0SAiemnPBNT62ZGlucmTIub"
                     "mJgAw8wI/w==")


def recorded(values):
    counts = histogram.Counts()
    for value in values:
        counts.record(value)
    return counts


class HistogramTest(unittest.TestCase):
    def test_encodes_what_java_encodes(self):
        packed = base64.b64decode(recorded(VALUES).encoded())
        cookie, length = struct.unpack(">ii", packed[:8])
        self.assertEqual(0x1C849314, cookie)
        self.assertEqual(len(packed) - 8, length)
        self.assertEqual(GOLDEN, zlib.decompress(packed[8:]).hex())

    def test_javas_compressed_form_holds_the_same(self):
        java = base64.b64decode(GOLDEN_COMPRESSED)
        self.assertEqual(GOLDEN, zlib.decompress(java[8:]).hex())

    def test_what_is_long_is_made_smaller(self):
        values = [int(1_000 * 1.002 ** i) for i in range(4_000)]
        packed = base64.b64decode(recorded(values).encoded())
        self.assertEqual(0x78, packed[8])
        plain = zlib.decompress(packed[8:])
        self.assertGreater(len(plain), 2 * len(packed))

    def test_begins_like_every_v2_histogram(self):
        self.assertTrue(recorded([5]).encoded().startswith("HISTFAAAA"))

    def test_index_keeps_three_digits(self):
        for value in (1, 999, 2047, 2048, 2049, 123_456, 10**9, 3_599_999_999_999):
            low = histogram.value_of(histogram.index_of(value))
            self.assertLessEqual(low, value)
            self.assertLess(value - low, max(1, value / 1000))

    def test_indexes_rise_by_one_at_each_power_of_two(self):
        for power in range(11, 41):
            at = histogram.index_of(1 << power)
            self.assertEqual(at - 1, histogram.index_of((1 << power) - 1))

    def test_what_lies_above_is_clipped_and_counted_at_the_top(self):
        counts = recorded([histogram.HIGHEST + 1, histogram.HIGHEST, 10**18])
        self.assertEqual(2, counts.clipped)
        self.assertEqual({histogram.index_of(histogram.HIGHEST): 3}, counts.counts)

    def test_below_nothing_is_nothing(self):
        self.assertEqual({0: 1}, recorded([-5]).counts)


if __name__ == "__main__":
    unittest.main()
