"""Words for people, on one line."""


def one_line(text):
    return " ".join(str(text).split())[:500]


def describe(error):
    """Type: message; what failures are counted by."""
    text = one_line(error)
    return "%s: %s" % (type(error).__name__, text) if text else type(error).__name__
