"""Taking in a whole record at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def not_collecting() -> Iterator[None]:
    """Spare a whole replay the garbage collector: it makes a million objects, and all of them stay.

    Searching them again and again for garbage took half of the time.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        # Set aside and taken back, all that was made counts as old, and is not searched at once.
        gc.freeze()
        gc.unfreeze()
        gc.enable()
