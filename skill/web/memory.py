"""How the C library hands out memory to the server's threads."""

import contextlib
import ctypes

# From glibc's malloc.h.
_MMAP_THRESHOLD = -3
_ARENA_MAX = -8
_LARGE = 64 * 1024  # bytes


def keep_together() -> None:
    """Let all threads share one heap, and give what is large back at once; call it before there are threads.

    glibc gives a heap to each thread, and what bodies of strangers leave behind in sixteen of them is never given
    back: the process grows by tens of MB. Threads here wait for one another anyway. Elsewhere this does nothing.
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_ARENA_MAX, 1)
        mallopt(_MMAP_THRESHOLD, _LARGE)
