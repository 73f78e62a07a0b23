"""The C library's heap, as it is in a program that has lived for a while.

glibc maps a block of 128 KiB or more for itself, and gives it back when it is freed, until a larger one of
those has been freed: from then on blocks up to that size come from the heap. asyncio asks for 256 KiB with each
recv and keeps the few bytes that came, so until then each of its requests has three system calls and page faults
more: a raw server takes 151 us of CPU for a request where 19 would do. Whether that has happened depends on what was
loaded; so it is made to happen.
"""

_LARGE = 1 << 20


def settle():
    """One block, larger than what sockets are read with, allocated and freed."""
    bytes(_LARGE)
