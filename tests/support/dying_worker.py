"""Processes that look at no page but answer, fail to begin, or die of a page called so."""

import os
from contextlib import suppress
from multiprocessing.connection import Connection

from adjudicator.services.locating.worker import NotReady, Orders, PageResult, Ready

DEADLY = "deadly"


def answer(there: Connection, _orders: Orders) -> None:
    """Every page but one gives its name; of that one the process dies."""
    there.send(Ready())
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            tasks = there.recv()
            if any(task.image == DEADLY for task in tasks):
                os._exit(1)
            there.send([PageResult(task, task.image.encode()) for task in tasks])


def never_begin(_there: Connection, _orders: Orders) -> None:
    """Die at once."""
    os._exit(1)


def not_ready(there: Connection, _orders: Orders) -> None:
    """Say that the references cannot be used."""
    there.send(NotReady("the reference page (front of ballot style 5-r) is missing"))
