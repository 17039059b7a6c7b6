"""The answer on paper: what is ordered, every contest, and from which files it was read.

The same returns give the same bytes; there is neither a clock nor a record in it.
"""

from collections.abc import Iterator

from adjudicator.domain.canvass.tiers import Tier
from adjudicator.domain.wording import count
from adjudicator.interchange.papers.document import Document, Part
from adjudicator.interchange.papers.grid import Column, Grid, Kind
from adjudicator.interchange.papers.pdf import to_pdf
from adjudicator.interchange.papers.stamp import PaperSize, Stamp
from adjudicator.services.canvass.canvassing import Canvass, Canvassed, urgency
from adjudicator.services.canvass.gaps import missing_words
from adjudicator.services.canvass.loading import Loaded
from adjudicator.services.canvass.telling import percent, sentences, votes
from adjudicator.services.canvass.writing import final_words

_NO_RECOUNT = (
    "This is read from returns. It is no recount and has no record: nobody has signed it. The "
    "hashes of the files stand at the end, so that everybody can tell whether they have the same."
)
_WHOLE = "Every county is in, and every row was used."


def answer_pdf(found: Canvass, loaded: Loaded, size: PaperSize = PaperSize.LETTER) -> bytes:
    """The paper as a file."""
    return to_pdf(_document(found, loaded, size).pages())


def _document(found: Canvass, loaded: Loaded, size: PaperSize) -> Document:
    first = sorted(found.contests, key=urgency)
    due = len(found.pack.counties)
    here = len(found.counties)
    counties = f"{here:,} of {due:,} counties" if due else count(here, "county", "counties")
    return Document(
        stamp=Stamp(f"Returns of {counties} \u00b7 {found.pack.title}", "", "", size=size),
        kind="Recounts from returns",
        about=found.stage.label.capitalize(),
        title=found.stage.label.capitalize(),
        subtitle=f"{found.pack.title}: {found.pack.source}",
        lead=_lead(found),
        parts=(
            Part("What these returns are", tuple(_whole(found, loaded))),
            *_close(first, found),
            *_not_whole([c for c in first if not _is_close(c) and c.so_far]),
            *_rest([c for c in first if not _is_close(c) and not c.so_far]),
            Part("The files that were read", grid=_files(loaded)),
        ),
    )


def _lead(found: Canvass) -> str:
    ordered = [c.assessment.ordered for c in found.contests if c.assessment is not None]
    manual, machine = ordered.count(Tier.MANUAL), ordered.count(Tier.MACHINE)
    return (
        f"{count(len(found.contests), 'contest')}: {manual:,} ordered to a manual recount, "
        f"{machine:,} to a machine recount.{_without_answer(found)}"
    )


def _without_answer(found: Canvass) -> str:
    left = sum(contest.so_far for contest in found.contests)
    are = "is" if left == 1 else "are"
    return f" {left:,} {are} not whole: nothing is ordered, and nothing ruled out." if left else ""


def _whole(found: Canvass, loaded: Loaded) -> Iterator[str]:
    yield _NO_RECOUNT
    yield f"{count(loaded.files, 'file')}, {count(loaded.rows, 'row')}."
    if found.missing:
        yield missing_words(found, named=len(found.missing))
    yield from found.unknown
    for aside in loaded.quarantined:
        yield f"Put aside, and not added up: {aside.problem}"
    for notice in loaded.notices:
        yield f"To know: {notice}"
    if not (found.missing or loaded.quarantined):
        yield _WHOLE


def _close(contests: list[Canvassed], found: Canvass) -> Iterator[Part]:
    """Every contest whose margin gives a recount, or of which nothing can be told."""
    close = [contest for contest in contests if _is_close(contest)]
    if not close:
        whole = " that is whole" if any(contest.so_far for contest in contests) else ""
        yield Part("Recounts", (f"No contest{whole} is within the lines of a recount.",))
        return
    yield Part("Recounts, and what nobody can tell")
    for contest in close:
        final = ("This answer is not final.",) if final_words(contest) == "no" else ()
        yield Part(contest.title, (*sentences(contest, found.stage), *final), under=True)


def _is_close(found: Canvassed) -> bool:
    return found.tier is not Tier.NONE or found.unclear is not None


def _rest(contests: list[Canvassed]) -> Iterator[Part]:
    if not contests:
        return
    told = "With a star: without one only if every county that votes on it is in."
    yield Part("Contests without a recount, the closest first", (told,), _margins(contests))


def _not_whole(contests: list[Canvassed]) -> Iterator[Part]:
    """Contests whose margin gives no recount so far, which is no answer."""
    if contests:
        told = "Votes of these are missing: nothing is ordered on part of a contest, or ruled out."
        yield Part("Not whole, the closest so far first", (told,), _margins(contests))


def _margins(contests: list[Canvassed]) -> Grid:
    columns = (
        Column("Contest"),
        Column("Leader and runner-up"),
        Column("Margin", Kind.FIGURE),
        Column("Per cent", Kind.FIGURE),
        Column("Votes cast", Kind.FIGURE),
    )
    return Grid(columns, tuple(_row(contest) for contest in contests))


def _row(found: Canvassed) -> tuple[str, ...]:
    result, gives = found.result, found.assessment
    title = found.title if found.final else f"{found.title} *"
    if result is None or gives is None or not result.ranked:
        return (title, "cannot be told", "", "", "")
    ranked = result.ranked[result.seats - 1 : result.seats + 1] or result.ranked[-1:]
    return (
        title,
        "; ".join(f"{choice.name} {choice.votes:,}" for choice in ranked),
        "" if gives.margin is None else votes(gives.margin).rpartition(" ")[0],
        "" if gives.share is None else percent(gives.share).removesuffix(" %"),
        f"{gives.votes:,}",
    )


def _files(loaded: Loaded) -> Grid:
    return Grid(
        (Column("File"), Column("Rows", Kind.FIGURE), Column("SHA-256", Kind.FIGURE)),
        tuple((file.name, f"{file.rows:,}", file.sha256) for file in loaded.read),
    )
