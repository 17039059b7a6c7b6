"""Motions and orders: ``adjudicator motion``, the register, and ``release`` and ``void``."""

import argparse
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from adjudicator.cli.common import (
    Passphrases,
    board_signing,
    folder_argument,
    opened,
    opened_to_write,
    passphrases_argument,
    print_json,
)
from adjudicator.cli.words import lot_words
from adjudicator.domain.ballots import Lot
from adjudicator.services.deadlines.zones import county_time
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.orders.register import OrderLine, order_register
from adjudicator.services.orders.wording import Authority, OrderWords
from adjudicator.services.queue import case_called
from adjudicator.services.recount import Recount, Signer, person_of

_CONTEST = ("--contest", "contest")
_IMPORT = (("--import", "entry"),)
_LOT = (*_IMPORT, ("--lot", "lot"))
_NEEDED: dict[Effect, tuple[Callable[..., targets.Target], tuple[tuple[str, str], ...]]] = {
    Effect.SUSPEND: (targets.contest, (_CONTEST,)),
    Effect.RESUME: (targets.contest, (_CONTEST,)),
    Effect.PRIORITY: (targets.contest, (_CONTEST,)),
    Effect.DEADLINE: (targets.deadline, (_CONTEST, ("--due", "due"))),
    Effect.ISOLATE: (targets.lot, _LOT),
    Effect.RELEASE: (targets.lot, _LOT),
    Effect.VOID: (targets.import_, _IMPORT),
    Effect.REPLACE_COUNTS: (targets.import_, _IMPORT),
    Effect.REFILE: (targets.contest, (_CONTEST,)),
    Effect.EXPLAIN: (targets.batch, (("--batch", "batch"),)),
    Effect.WAIVE: (targets.people, (("--person", "people"),)),
    Effect.SEAT: (targets.seat, (("--alternate", "alternate"), ("--for", "instead"))),
}
"""By effect: what builds its target, and of each argument the option and where it is kept."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the commands."""
    release = commands.add_parser("release", help="the board lets a lot into the totals")
    folder_argument(release)
    release.add_argument("--import", dest="entry", type=int, required=True, metavar="ENTRY")
    release.add_argument("--lot", choices=[lot.value for lot in Lot], required=True)
    void = commands.add_parser("void", help="the board voids an import nobody has ruled on")
    folder_argument(void)
    void.add_argument("--import", dest="entry", type=int, required=True, metavar="ENTRY")
    for parser, run in ((release, run_release), (void, run_void)):
        parser.add_argument("--reason", required=True, metavar="TEXT")
        passphrases_argument(parser)
        parser.set_defaults(run=run)
    _add_motion(commands)
    orders = commands.add_parser("orders", help="the register of motions and orders")
    folder_argument(orders)
    orders.add_argument("--json", action="store_true", help="print one JSON object")
    orders.set_defaults(run=run_orders)


def _add_motion(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    motion = commands.add_parser("motion", help="the board carries a motion, or an order given it")
    folder_argument(motion)
    motion.add_argument("effect", choices=[effect.value for effect in Effect])
    target = motion.add_argument_group("what it is about")
    target.add_argument("--contest", metavar="ID")
    target.add_argument("--import", dest="entry", type=int, metavar="ENTRY")
    target.add_argument("--lot", choices=[lot.value for lot in Lot])
    target.add_argument("--case", dest="cases", action="append", metavar="NUMBER")
    target.add_argument("--batch", type=int, metavar="NUMBER")
    target.add_argument("--person", dest="people", action="append", metavar="ID")
    target.add_argument("--alternate", metavar="ID")
    target.add_argument("--for", dest="instead", metavar="ID")
    target.add_argument("--due", metavar="TIME", help="such as 2018-11-18T12:00 (county's time)")
    words = motion.add_argument_group("who ordered it, and why")
    by = [authority.value for authority in Authority]
    words.add_argument("--by", choices=by, default=Authority.BOARD.value)
    words.add_argument("--name", default="", metavar="TEXT", help="such as 'the Circuit Court'")
    words.add_argument("--given", metavar="TIME", help="when it was ordered (county's time)")
    words.add_argument("--reason", default="", metavar="TEXT")
    words.add_argument("--document", type=Path, metavar="FILE", help="the order itself, kept")
    for vote in ("no", "abstain"):
        words.add_argument(
            f"--{vote}",
            action="append",
            default=[],
            metavar="ID",
            help=f"a member who voted {vote}",
        )
    passphrases_argument(motion)
    motion.set_defaults(run=run_motion)


def run_release(arguments: argparse.Namespace) -> int:
    """Release a lot; the members who sign vote yes."""
    with (
        opened_to_write(arguments.folder) as recount,
        board_signing(recount, Passphrases(arguments.passphrases)) as board,
    ):
        target = targets.lot(arguments.entry, Lot(arguments.lot))
        votes = _votes(recount, board)
        appended = carry(recount, Effect.RELEASE, target, arguments.reason, votes, board)
    words = lot_words(arguments.lot)
    print(f"The lot \u201c{words}\u201d is released as entry {appended.index}.")
    return 0


def run_void(arguments: argparse.Namespace) -> int:
    """Void an import; the members who sign vote yes."""
    with (
        opened_to_write(arguments.folder) as recount,
        board_signing(recount, Passphrases(arguments.passphrases)) as board,
    ):
        target = targets.import_(arguments.entry)
        votes = _votes(recount, board)
        appended = carry(recount, Effect.VOID, target, arguments.reason, votes, board)
    print(f"Import {arguments.entry} is void as of entry {appended.index}.")
    return 0


def run_motion(arguments: argparse.Namespace) -> int:
    """Carry a motion; the members who sign vote yes."""
    effect = Effect(arguments.effect)
    with opened_to_write(arguments.folder) as recount:
        given = None if arguments.given is None else _time(recount, "--given", arguments.given)
        words = OrderWords(Authority(arguments.by), arguments.reason, arguments.name, given)
        target = _target(recount, effect, arguments)
        others = {*arguments.no, *arguments.abstain}
        passphrases = Passphrases(arguments.passphrases)
        with board_signing(recount, passphrases, without=others) as board:
            votes = _votes(recount, board, no=arguments.no, abstain=arguments.abstain)
            document = arguments.document
            appended = carry(recount, effect, target, words, votes, board, document=document)
        (line,) = [x for x in order_register(recount) if x.entry == appended.index]
    print(f"Entry {appended.index}: {line.sentence}")
    return 0


def run_orders(arguments: argparse.Namespace) -> int:
    """Print the register, the newest first."""
    with opened(arguments.folder) as recount:
        lines = order_register(recount)
    if arguments.json:
        print_json({"orders": [_value(line) for line in lines]})
        return 0
    for line in lines:
        document = f" Document {line.document[:16]}." if line.document else ""
        print(f"{line.entry:>6}  {line.time}  {line.sentence} {line.votes_words}.{document}")
    if not lines:
        print("No motion or order has been recorded.")
    return 0


def _value(line: OrderLine) -> dict[str, Any]:
    return {
        "entry": line.entry,
        "time": line.time,
        "effect": line.effect,
        "sentence": line.sentence,
        "document": line.document,
        "votes": [list(vote) for vote in line.votes],
        "in_force": line.in_force,
    }


def _votes(
    recount: Recount, board: Sequence[Signer], no: Sequence[str] = (), abstain: Sequence[str] = ()
) -> list[tuple[str, str]]:
    """Whoever signs votes yes; the others as they are named."""
    cast = {person_of(recount, signer): "yes" for signer in board}
    for vote, people in (("no", no), ("abstain", abstain)):
        for person in people:
            if cast.get(person, vote) != vote:
                raise UsageError(
                    f"{person} signs, and who signs votes yes. Nothing was recorded. Leave "
                    f"--{vote} {person} out, or let other members sign."
                )
            cast[person] = vote
    return sorted(cast.items())


def _target(recount: Recount, effect: Effect, arguments: argparse.Namespace) -> targets.Target:
    """What the motion is about, from the options its effect needs."""
    if effect in {Effect.ISOLATE, Effect.RELEASE} and arguments.cases:
        return targets.cases(_seal(recount, number) for number in arguments.cases)
    build, needed = _NEEDED[effect]
    for option, name in needed:
        if getattr(arguments, name) is None:
            what = effect.value.replace("_", " ")
            raise UsageError(f"A motion to {what} needs {option}. Nothing was recorded.")
    return build(*(_read(recount, name, getattr(arguments, name)) for _, name in needed))


def _read(recount: Recount, name: str, typed: Any) -> Any:  # noqa: ANN401 - what an option takes
    """An option's value as its target takes it."""
    match name:
        case "lot":
            return Lot(typed)
        case "due":
            return _time(recount, "--due", typed)
        case _:
            return typed


def _time(recount: Recount, option: str, typed: str) -> datetime:
    """A moment as typed, on the county's clock where no zone is named."""
    try:
        return county_time(recount, typed)
    except ValueError:
        raise UsageError(
            f"{option} {typed!r} is not a time. Nothing was recorded. Write it as 2018-11-18T12:00."
        ) from None


def _seal(recount: Recount, number: str) -> str:
    try:
        with recount.reading() as connection:
            return case_called(connection, number).seal
    except Refusal as refused:
        raise UsageError(f"{refused} Nothing was recorded.") from refused
