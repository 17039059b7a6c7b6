"""``adjudicator copy`` and ``adjudicator restore``: the second copy of a recount."""

import argparse
import sys
from pathlib import Path

from adjudicator.cli.common import folder_argument, opened
from adjudicator.services.recount import Recount
from adjudicator.services.restoring import Restored, restore, set_second_path


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare both commands."""
    back = commands.add_parser("restore", help="bring a lost folder back from its copies")
    back.add_argument(
        "second", type=Path, metavar="SECOND", help="the second path, or an older folder; only read"
    )
    back.add_argument("folder", type=Path, metavar="FOLDER", help="an empty or new folder")
    back.add_argument(
        "--stick", type=Path, metavar="STICK", help="somebody's stick, for entries the copy lacks"
    )
    back.set_defaults(run=run_restore)
    copy = commands.add_parser("copy", help="where the second copy is written")
    folder_argument(copy)
    which = copy.add_mutually_exclusive_group()
    which.add_argument("path", type=Path, nargs="?", metavar="PATH", help="another disk or stick")
    which.add_argument("--none", action="store_true", help="write no second copy any more")
    copy.set_defaults(run=run_copy)


def run_restore(arguments: argparse.Namespace) -> int:
    """Restore; 1 if something is left for a person to bring."""
    found = restore(arguments.second, arguments.folder, _progress, stick=arguments.stick)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    print(f"Restored {found.entries} entries. Record code {found.record_code}.")
    print("Compare this code with the last one that was written down.")
    for line in _left(found):
        print(f"- {line}")
    return 0 if found.whole else 1


def _left(found: Restored) -> list[str]:
    lines = []
    if found.from_stick:
        lines.append(f"{found.from_stick} entries were only on the stick, which gave them.")
    if found.seen:
        lines.append(
            f"This computer has seen {found.seen} entries, so at least "
            f"{found.seen - found.entries} are missing and the folder can only be read. Bring a "
            "newer copy or stick; where there is none, see adjudicator continue."
        )
    if found.cut:
        lines.append(
            f"The last line was cut off ({found.cut} bytes) and is left out: an entry that was "
            "being written when the disk went away."
        )
    lines.extend(f"{name} is damaged and was left out." for name in found.altered)
    if found.missing_images:
        lines.append(f"{found.missing_images} images are missing. Their cases wait.")
    if found.missing_texts:
        lines.append(f"{found.missing_texts} names or written words are missing.")
    if found.missing_keys:
        lines.append(
            f"Key files to bring from their holders: {', '.join(found.missing_keys)}. "
            "They are on no copy."
        )
    if not found.log_key:
        lines.append("The log key is missing or damaged, so this folder can only be read.")
    return lines


def run_copy(arguments: argparse.Namespace) -> int:
    """Set, unset, or bring up to date and show; 1 while the copy lags."""
    with opened(arguments.folder) as recount:
        if arguments.none:
            set_second_path(recount, None)
        elif arguments.path is not None:
            set_second_path(recount, arguments.path)
        elif not recount.only_read:
            recount.store.mirror.follow()
        return _show(recount)


def _show(recount: Recount) -> int:
    mirror = recount.store.mirror
    if mirror.path is None:
        print("No second path is set. Only this folder holds the record.")
        return 0
    lag = mirror.lag()
    if not lag and mirror.problem is None:
        print(f"The second copy in {mirror.path} is up to date.")
        return 0
    print(f"The second copy in {mirror.path} lags by {lag} entries: {mirror.problem}.")
    return 1


def _progress(what: str, done: int, total: int) -> None:
    if sys.stderr.isatty() and (done % 100 == 0 or done == total):
        print(f"\r{done} of {total} {what}   ", end="", file=sys.stderr, flush=True)
