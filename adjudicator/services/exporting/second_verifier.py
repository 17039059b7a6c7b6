"""Run ``verify_recount.py`` on an export, in a process of its own as anybody outside would.

Nothing of the program is imported here: the other process begins with this file alone.
"""

import contextlib
import importlib.util
import io
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context


def verified_apart(verifier: str, export: str) -> tuple[int, str]:
    """The exit code of the verifier, and the first line it says.

    :param verifier: the file ``verify_recount.py``.
    :param export: the folder.
    """
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            code, told = process.submit(_run, verifier, export).result()
    except BrokenProcessPool:
        return 2, "It could not be run here (its process ended). Run it by itself."
    return code, next((line for line in told.splitlines() if line.strip()), "")


def _run(verifier: str, export: str) -> tuple[int, str]:
    spec = importlib.util.spec_from_file_location("verify_recount", verifier)
    if spec is None or spec.loader is None:
        return 2, "The verifier cannot be read."
    module = importlib.util.module_from_spec(spec)
    sys.modules["verify_recount"] = module
    try:
        spec.loader.exec_module(module)
    except (ImportError, OSError, SyntaxError) as error:
        return 2, f"It could not be run here ({error}). Run it by itself."
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = module.main([export, "--jobs", "1"])
    return int(code), said.getvalue()
