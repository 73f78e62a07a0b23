"""Parameters as a person writes them: 50ms, 4KiB, 5_000_000, true."""

_NANOS = {"ns": 1, "us": 10**3, "ms": 10**6, "s": 10**9, "m": 60 * 10**9, "h": 3600 * 10**9}
_BYTES = {"": 1, "b": 1, "k": 1 << 10, "kib": 1 << 10, "m": 1 << 20, "mib": 1 << 20,
          "g": 1 << 30, "gib": 1 << 30}


class BadParameter(Exception):
    """A parameter that cannot be read; the message names it."""


def duration(text):
    """Nanoseconds of a written duration such as 50ms or 1.5s."""
    return _scaled(text, _NANOS, "duration (try 50ms, 1.5s)")


def size(text):
    """Bytes of a written size such as 4096 or 64KiB."""
    return _scaled(text, _BYTES, "size (try 4096, 64KiB)")


def _scaled(text, scales, what):
    lower = text.strip().lower()
    split = 0
    while split < len(lower) and (lower[split].isdigit() or lower[split] == "."):
        split += 1
    scale = scales.get(lower[split:].strip())
    if scale is None:
        raise BadParameter("'%s' is not a %s" % (text, what))
    try:
        return round(float(lower[:split]) * scale)
    except ValueError:
        raise BadParameter("'%s' is not a %s" % (text, what)) from None


class Parameters:
    """Written values by name, read in their base unit. A name that is absent has the given default."""

    def __init__(self, written):
        self.written = dict(written)

    def _read(self, name, default, read):
        text = self.written.get(name)
        try:
            return read(default if text is None else str(text))
        except BadParameter as e:
            raise BadParameter("%s=%s: %s" % (name, text, e)) from None

    def duration(self, name, default):
        return self._read(name, default, duration)

    def size(self, name, default):
        return self._read(name, default, size)

    def count(self, name, default):
        return self._read(name, default, _whole)

    def flag(self, name, default):
        return self._read(name, default, _flag)

    def text(self, name, default):
        return self._read(name, default, str)

    def choice(self, name, *choices):
        def read(text):
            if text not in choices:
                raise BadParameter("'%s' is none of %s" % (text, ", ".join(choices)))
            return text
        return self._read(name, choices[0], read)


def _whole(text):
    try:
        return int(text.strip().replace(",", ""))
    except ValueError:
        raise BadParameter("'%s' is not a whole number" % text) from None


def _flag(text):
    if text not in ("true", "false"):
        raise BadParameter("'%s' is neither true nor false" % text)
    return text == "true"
