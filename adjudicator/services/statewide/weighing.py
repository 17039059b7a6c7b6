"""Which exports count for the state, and why the others are refused, each by name.

A refused export counts nowhere.  Where two of one county cannot both be right neither counts: which
of them is the county's is for people to find out.  An export that does not hold takes a good one of
its county with it for that reason.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.wording import count, join_names
from adjudicator.interchange.contest_titles import title_words
from adjudicator.interchange.county_names import county_named
from adjudicator.interchange.problems import did_you_mean
from adjudicator.interchange.texts import folded
from adjudicator.ledger.origin import parse, slug
from adjudicator.services.statewide.finding import Found
from adjudicator.services.statewide.reading import CountyRead
from adjudicator.services.verifying.verdicts import Outcome


@dataclass(frozen=True, slots=True)
class Asked:
    """What the state is about."""

    pack: RulePack
    contests: frozenset[tuple[str, ...]] = frozenset()
    """The words of their titles; empty: whichever are recounted."""
    rehearsal: bool = False
    """Whether rehearsals and demonstrations are taken, and nothing else."""
    held: date | None = None
    """The day of the election; the one most exports are of, if not given."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One export, and whether it counts."""

    read: CountyRead
    county: str
    """As the rule pack names it; as the export does, where the pack names none; empty if that
    cannot be told."""
    why: str = ""
    """Why it is refused, in sentences; empty if it counts."""
    todo: str = ""

    @property
    def counts(self) -> bool:
        """Whether it counts."""
        return not self.why


_ASK_AGAIN = (
    "Keep it as it is. Ask the county for its export anew, and compare the record code with the "
    "one the county reads out."
)
_APART = "Take it out: rehearsals are added up by themselves, apart from records that count."
_NEWER = "Read it with the newer program."
_WITHHELD = (
    "Ask the county for an export that opens everything, or for one made once its contests are "
    "closed."
)


def weigh(reads: Sequence[CountyRead], found: Sequence[Found], asked: Asked) -> tuple[Weighed, ...]:
    """Say of each export whether it counts.

    :param found: the exports as they were found, in the same order.
    """
    weighed = [
        _alone(read, county_of(read, each, asked.pack), asked)
        for read, each in zip(reads, found, strict=True)
    ]
    weighed = _of_one_election(weighed, asked)
    return tuple(_beside_others(each, weighed) for each in weighed)


def county_in(text: str, pack: RulePack) -> str:
    """The county of the rule pack that is meant; the text itself where the pack names none.

    Empty if no county of the pack is called so.
    """
    return county_named(text, pack.counties) if pack.counties else text.strip()


def county_of(read: CountyRead, found: Found, pack: RulePack) -> str:
    """The county of an export: by its definition, else by what its head or its name claims."""
    if read.county:
        return county_in(read.county, pack)
    claimed = read.origin or ("" if found.claim is None else found.claim.origin)
    domain = claimed.partition("/")[0]
    for county in pack.counties:
        if domain and slug(county)[:16].rstrip("-.") in {domain, domain.removesuffix("-county")}:
            return county
    return county_named(found.name, pack.counties) if pack.counties else ""


# Each by itself ------------------------------------------------------------------------------


def _alone(read: CountyRead, county: str, asked: Asked) -> Weighed:
    why, todo = next(_reasons(read, county, asked), ("", ""))
    return Weighed(read, county, why, todo)


def _reasons(read: CountyRead, county: str, asked: Asked) -> Iterator[tuple[str, str]]:
    if read.verdict.outcome is Outcome.NEWER:
        yield read.verdict.sentence, _NEWER
    if not read.holds:
        yield read.verdict.sentence, _ASK_AGAIN
    if (read.watermark is None) == asked.rehearsal:
        yield _purpose(read)
    if not county:
        hint = did_you_mean(read.county, asked.pack.counties)
        yield (
            f'Its county, "{read.county}", is none of {asked.pack.title}.{hint}',
            "Find out whose it is; take it out.",
        )
    if read.state and asked.pack.state and folded(read.state) != folded(asked.pack.state):
        yield (
            f"It is of another state: {read.state}, not {asked.pack.state}.",
            "Find out whose it is; take it out.",
        )
    if read.rules is None or not same_rules(read.rules, asked.pack):
        yield _other_rules(read, asked.pack)
    if read.withheld:
        yield (
            "The rows of its ballots are withheld, so its tally cannot be counted anew.",
            _WITHHELD,
        )
    if asked.contests and not asked.contests & {title_words(t) for t in read.titles}:
        yield (
            f"It is of another contest: {join_names(read.titles)}.",
            "Take it out, or ask for its contest too.",
        )


def _purpose(read: CountyRead) -> tuple[str, str]:
    if read.watermark is None:
        return (
            "It is a recount that counts, and this is a rehearsal.",
            _APART,
        )
    what = parse(read.origin).purpose.value
    words = "a demonstration" if what == "demo" else "a rehearsal"
    return (
        f"It is {words} and no election record.",
        _APART,
    )


def same_rules(one: RulePack, other: RulePack) -> bool:
    """Whether two rule packs say the same about rulings and thresholds."""
    return (one.id, one.thresholds, one.clauses, one.policies, one.consistency_labels) == (
        other.id,
        other.thresholds,
        other.clauses,
        other.policies,
        other.consistency_labels,
    )


def _other_rules(read: CountyRead, pack: RulePack) -> tuple[str, str]:
    todo = "Take it out, or read it under the rules it was made under."
    if read.rules is None:
        return "Its rule pack is not there.", todo
    if read.rules.id != pack.id:
        return f"It was made under other rules: {read.rules.title}, not {pack.title}.", todo
    return f"Its rules are called {pack.id} too, and say something else.", todo


# Beside the others ---------------------------------------------------------------------------


def _of_one_election(weighed: Sequence[Weighed], asked: Asked) -> list[Weighed]:
    days = Counter(each.read.held for each in weighed if each.counts)
    most = days.most_common(2)
    if asked.held is None and (not most or (len(most) > 1 and most[0][1] == most[1][1])):
        held = None
    else:
        held = asked.held or most[0][0]
    found = []
    for each in weighed:
        if each.counts and each.read.held != held:
            why = f"It is of another election: {_day(each.read)}"
            if held is not None:
                why += f", not of {held:%d %B %Y}".replace(" 0", " ")
            todo = "Take it out, or say which day's election is meant."
            found.append(replace(each, why=f"{why}.", todo=todo))
        else:
            found.append(each)
    return found


def _day(read: CountyRead) -> str:
    day = "" if read.held is None else f", held {read.held:%d %B %Y}".replace(" 0", " ")
    return f"{read.election}{day}"


def _beside_others(own: Weighed, weighed: Sequence[Weighed]) -> Weighed:
    """Refuse an export that counts by itself where another one of its county stands against it."""
    if not own.counts:
        return own
    for other in weighed:
        if other is own or not own.county or other.county != own.county:
            continue
        if not other.read.holds:
            why = (
                f"Another export of {own.county}, {other.read.name}, is refused: "
                f"{other.why[:1].lower()}{other.why[1:]}"
            )
            return replace(own, why=why, todo="Find out which is the county's, and take one out.")
        if other.counts and (_same_contest(own, other) or own.read.origin == other.read.origin):
            why, todo = _two(own.read, other.read)
            return replace(own, why=why, todo=todo)
    return own


def _same_contest(one: Weighed, other: Weighed) -> bool:
    return bool(
        {title_words(t) for t in one.read.titles} & {title_words(t) for t in other.read.titles}
    )


def _two(one: CountyRead, other: CountyRead) -> tuple[str, str]:
    """Why two exports of one county and contest do not count."""
    names = join_names(sorted([one.name, other.name]))
    if one.origin != other.origin:
        return _two_recounts(one, other, names)
    short, long = sorted([one, other], key=lambda read: (read.verdict.size, read.name))
    seen = dict(long.others).get(short.name)
    if seen is not Outcome.HOLDS:
        return (
            f"Two records with one origin: {names} have different entries.",
            "Keep both: they are evidence. Call the county's board.",
        )
    if short.verdict.size == long.verdict.size:
        return f"Two copies of one record: {names}.", "Take out one of them."
    both = f"{short.verdict.size:,} and {count(long.verdict.size, 'entry', 'entries')}"
    why = f"the later one, {long.name}, extends the earlier, {short.name}."
    return f"Two copies of one record, {both}: {why}", f"Take out {short.name}."


def _two_recounts(one: CountyRead, other: CountyRead, names: str) -> tuple[str, str]:
    first, second = parse(one.origin), parse(other.origin)
    if (first.county, first.election, first.token) == (
        second.county,
        second.election,
        second.token,
    ):
        return (
            f"A record and what was restored from it: {names}.",
            "Ask the county which one goes on, and take out the other.",
        )
    return (
        f"Two recounts of one county: {names}.",
        "Ask the county which one is to be filed, and take out the other.",
    )
