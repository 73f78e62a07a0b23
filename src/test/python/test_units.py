import unittest

import subject_run  # noqa: F401
from conctop_subject import units


class UnitsTest(unittest.TestCase):
    def test_durations(self):
        for text, nanos in (("50ms", 50_000_000), ("1.5s", 1_500_000_000), ("2m", 120_000_000_000),
                            ("500us", 500_000), ("7ns", 7), ("1h", 3_600_000_000_000),
                            (" 10 MS ", 10_000_000), ("0ms", 0)):
            self.assertEqual(nanos, units.duration(text), text)

    def test_sizes(self):
        for text, count in (("4096", 4096), ("1KiB", 1024), ("64k", 65536), ("2MiB", 2 << 20),
                            ("1g", 1 << 30), ("0", 0), ("1.5k", 1536)):
            self.assertEqual(count, units.size(text), text)

    def test_what_cannot_be_read_is_named(self):
        for read, text in ((units.duration, "50"), (units.duration, "ms"), (units.duration, "5x"),
                           (units.size, "1.2.3k"), (units.size, "ten"), (units.size, "-5")):
            with self.assertRaisesRegex(units.BadParameter, "is not a"):
                read(text)

    def test_parameters(self):
        given = units.Parameters({"delay": "20ms", "n": "5,000", "direct": "false", "word": "b"})
        self.assertEqual(20_000_000, given.duration("delay", "1s"))
        self.assertEqual(10**9, given.duration("absent", "1s"))
        self.assertEqual(5000, given.count("n", "1"))
        self.assertIs(False, given.flag("direct", "true"))
        self.assertEqual("b", given.choice("word", "a", "b"))
        self.assertEqual("a", given.choice("other", "a", "b"))

    def test_a_bad_parameter_is_named(self):
        given = units.Parameters({"delay": "soon", "direct": "yes", "word": "c", "n": "x"})
        for read in (lambda: given.duration("delay", "1s"), lambda: given.flag("direct", "true"),
                     lambda: given.choice("word", "a", "b"), lambda: given.count("n", "1")):
            with self.assertRaisesRegex(units.BadParameter, "^(delay=soon|direct=yes|word=c|n=x): "):
                read()


if __name__ == "__main__":
    unittest.main()
