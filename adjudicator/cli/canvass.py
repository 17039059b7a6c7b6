"""``adjudicator canvass``: which contests the returns send to a recount."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from adjudicator.cli.common import print_json
from adjudicator.domain.canvass.results import Stage
from adjudicator.domain.canvass.tiers import Tier, assess_margin
from adjudicator.domain.rulepack import RulePack, Scope
from adjudicator.domain.wording import count
from adjudicator.interchange.returns.words import number_of_votes
from adjudicator.services.canvass.canvassing import Canvass, Canvassed, Told, canvass, urgency
from adjudicator.services.canvass.gaps import missing_words
from adjudicator.services.canvass.loading import Loaded, load_returns, load_rules
from adjudicator.services.canvass.matching import (
    compare_returns,
    match_sentences,
    match_value,
)
from adjudicator.services.canvass.telling import (
    answer_value,
    assessment_sentences,
    assessment_value,
    orders,
    sentences,
    so_far_line,
)
from adjudicator.services.errors import UsageError


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("canvass", help="which contests the returns send to a recount")
    parser.add_argument(
        "returns", nargs="*", type=Path, metavar="RETURNS", help="CSV files, or folders of them"
    )
    parser.add_argument("--rules", default="florida-2018", metavar="PACK", help="rule pack")
    parser.add_argument(
        "--stage", choices=[stage.value for stage in Stage], default=Stage.FIRST.value
    )
    parser.add_argument("--county", default="", help="county of rows that name none")
    parser.add_argument(
        "--seats",
        action="append",
        default=[],
        metavar="CONTEST=N",
        help="how many are elected, where more than one",
    )
    parser.add_argument(
        "--opted-out",
        action="append",
        default=[],
        metavar="CONTEST=CANDIDATE",
        help="a candidate who asked in writing that no recount be made",
    )
    parser.add_argument(
        "--compare",
        action="append",
        default=[],
        type=Path,
        metavar="RETURNS",
        help="instead of recounts: whether these returns match the others, number by number",
    )
    parser.add_argument("--margin", metavar="M", help="instead of returns: the margin")
    parser.add_argument("--votes", metavar="V", help="and the votes cast")
    parser.add_argument("--all", action="store_true", help="also contests without a recount")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Tell what the returns order; 1 where a contest's sums are not whole."""
    pack, stage = load_rules(arguments.rules), Stage(arguments.stage)
    if arguments.margin is not None or arguments.votes is not None:
        return _two_numbers(arguments, pack, stage)
    if not arguments.returns:
        raise UsageError("Name files of returns, or --margin and --votes.")
    if arguments.compare:
        return _compare(arguments)
    told = Told(
        seats={title: _number(title, n) for title, n in _pairs("--seats", arguments.seats)},
        opted_out=_people(arguments.opted_out),
    )
    loaded = load_returns(arguments.returns, county=arguments.county)
    found = canvass(loaded, pack, stage, told)
    if arguments.json:
        print_json(answer_value(found, loaded))
    else:
        _print(found, loaded, everything=arguments.all)
    return 1 if any(aside.contest for aside in loaded.quarantined) else 0


def _print(found: Canvass, loaded: Loaded, *, everything: bool) -> None:
    of = f" of {len(found.pack.counties)}" if found.pack.counties else ""
    print(f"{found.stage.label.capitalize()} · rules: {found.pack.title}")
    here = len(found.counties)
    counties = f"{here:,}{of} counties" if of else count(here, "county", "counties")
    print(f"{count(loaded.files, 'file')}, {count(loaded.rows, 'row')}, {counties}")
    if missing := missing_words(found):
        print(missing)
    for sentence in found.unknown:
        print(sentence)
    shown = [
        c for c in found.contests if everything or c.tier is not Tier.NONE or c.assessment is None
    ]
    for contest in shown:
        print(f"\n{contest.title}")
        for sentence in sentences(contest, found.stage):
            print(f"  {sentence}")
    if not everything:
        _print_others([c for c in found.contests if c not in shown])
    _print_problems(loaded)


def _print_others(others: list[Canvassed]) -> None:
    """What is not told at length: contests that are not whole by name, the others counted."""
    not_whole = sorted((c for c in others if c.so_far), key=urgency)
    if not_whole:
        print(f"\nNot whole: {count(len(not_whole), 'contest')}. Nothing is ordered or ruled out.")
    for contest in not_whole:
        print(f"  {so_far_line(contest)}")
    left = [c for c in others if not c.so_far]
    sure, unsure = sum(not c.unsure for c in left), sum(c.unsure for c in left)
    if left:
        print()
    if unsure:
        them = "it" if unsure == 1 else "them"
        print(
            f"{count(unsure, 'more contest')} without a recount if every county that votes on "
            f"{them} is in these returns; --all tells {them}."
        )
    if sure:
        them = "it" if sure == 1 else "them"
        print(f"{count(sure, 'more contest')} without a recount; --all tells {them}.")


def _print_problems(loaded: Loaded) -> None:
    for title, problems in (
        ("Put aside, and not added up:", [q.problem for q in loaded.quarantined]),
        ("To know:", loaded.notices),
    ):
        if problems:
            print(f"\n{title}")
        for problem in problems:
            print(f"  {problem}")


def _compare(arguments: argparse.Namespace) -> int:
    """Whether two sets of returns match; 1 where they do not."""
    one = load_returns(arguments.returns, county=arguments.county)
    other = load_returns(arguments.compare, county=arguments.county)
    found = compare_returns(one.returns, other.returns)
    aside = [q.problem for q in (*one.quarantined, *other.quarantined) if q.contest]
    if arguments.json:
        print_json(match_value(found) | {"set_aside": [str(problem) for problem in aside]})
    else:
        for sentence in match_sentences(found):
            print(sentence)
        for problem in aside:
            print(f"Put aside, and not compared: {problem}")
    return 0 if found.agrees and not aside else 1


def _two_numbers(arguments: argparse.Namespace, pack: RulePack, stage: Stage) -> int:
    """The approximate answer from margin and votes."""
    if arguments.margin is None or arguments.votes is None or arguments.returns:
        raise UsageError("--margin and --votes go together, and without files of returns.")
    margin = _figure("--margin", arguments.margin)
    cast = _figure("--votes", arguments.votes)
    try:
        found = assess_margin(margin, cast, stage, pack.thresholds)
    except ValueError as error:
        raise UsageError(f"No contest has such a result: {error}.") from error
    if arguments.json:
        print_json({"approximate": True, "stage": stage.value} | assessment_value(found))
        return 0
    print(f"Approximate, from two numbers · {stage.label} · rules: {pack.title}")
    by = f"{orders(Scope.STATE)} or, in a contest of one county, {orders(Scope.LOCAL)}"
    for sentence in assessment_sentences(found, stage, by):
        print(f"  {sentence}")
    return 0


def _figure(option: str, text: str) -> int:
    number = number_of_votes(text.strip())
    if number is None:
        raise UsageError(
            f'{option} wants a whole number of votes, such as 9999 or 9,999, not "{text}".'
        )
    return number


def _pairs(option: str, texts: Sequence[str]) -> list[tuple[str, str]]:
    pairs = [text.rpartition("=") for text in texts]
    for text, (title, _, value) in zip(texts, pairs, strict=True):
        if not title.strip() or not value.strip():
            raise UsageError(f'{option} wants CONTEST=VALUE, not "{text}".')
    return [(title.strip(), value.strip()) for title, _, value in pairs]


def _number(title: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or text == "0":
        raise UsageError(f'--seats "{title}": {text} is not a number of seats.')
    return int(text)


def _people(texts: Sequence[str]) -> dict[str, frozenset[str]]:
    people: dict[str, frozenset[str]] = {}
    for title, person in _pairs("--opted-out", texts):
        people[title] = people.get(title, frozenset()) | {person}
    return people
