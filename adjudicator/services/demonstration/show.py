"""A whole demonstration in one folder: printed, scanned, imported, found, ruled on, written out."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from adjudicator.domain.reconciliation.places import Level
from adjudicator.interchange.adjudication_log import write_log_csv, write_log_json
from adjudicator.services.demonstration.blank_pages import print_blank_pages
from adjudicator.services.demonstration.delivery import (
    Delivery,
    counts_of,
    packed_all,
    packed_flagged,
    write_counts,
    write_expected,
    write_manifest,
)
from adjudicator.services.demonstration.drawing import find_contests
from adjudicator.services.demonstration.folder import (
    DemonstrationFolder,
    check_replaceable,
    written_aside,
)
from adjudicator.services.demonstration.kinds import PALMETTO, Script, read_script
from adjudicator.services.demonstration.player import HALF, Played, play
from adjudicator.services.demonstration.preparing import (
    StoryClock,
    make_passphrases,
    prepare,
    write_passphrases,
)
from adjudicator.services.demonstration.press import PressRun, Progress, scan_all
from adjudicator.services.demonstration.replay import plan_replay
from adjudicator.services.logbook import log_lines
from adjudicator.services.reconciliation.report import read_reconciliation
from adjudicator.services.reconciliation.value import reconciliation_value
from adjudicator.services.recount import Recount, open_recount
from adjudicator.services.tallying import tally_document
from adjudicator.storage.files import make_folder

WORKERS = 2
Halfway = Callable[[Mapping[str, str], StoryClock], None]
"""Called with the passphrases, and the clock of the story for whatever is recorded meanwhile."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a demonstration came to."""

    played: Played
    sentences: tuple[str, ...]
    """What happened, in order."""
    found: str
    """How many contests were located, in a sentence."""


def deliver(
    script: Script,
    delivery: Delivery,
    *,
    layouts: bool = False,
    workers: int = WORKERS,
    progress: Progress,
) -> int:
    """Print, mark, scan and read the ballots and write what a county would hand over.

    Of a county all ballots are printed, and the counts are those of the simulated machine.  Of a
    replay only the flagged ballots are, and the counts are the public ones, spread over precincts.

    :param layouts: hand over the positions of contests and targets with each image; most counties
        get images alone, and print a blank page of each side.
    :returns: the number of flagged contests.
    """
    run = PressRun(
        election=script.election,
        design=script.design,
        folder=make_folder(delivery.folder),
        seed=script.story.seed,
        flag=script.story.contests,
        both_sides=not script.is_replay,
        layouts=layouts,
    )
    if not layouts:
        print_blank_pages(run, delivery.blanks)
    if script.is_replay:
        plan = plan_replay(script)
        scanned = scan_all(run, plan.ballots, workers=workers, progress=progress)
        write_counts(delivery, plan.counts, script.election)
        packed = packed_flagged(plan.ballots, script.story.contests)
    else:
        scanned = scan_all(run, script.ballots, workers=workers, progress=progress)
        write_counts(delivery, counts_of(scanned, script.election), script.election)
        packed = packed_all(scanned, script.story.contests)
    write_expected(delivery, packed, script.election)
    return write_manifest(delivery, scanned, script.story.contests)


def show(
    folder: DemonstrationFolder,
    script: Script,
    *,
    share: float = 1.0,
    halfway: Halfway = lambda _secrets, _clock: None,
    workers: int = WORKERS,
    progress: Progress = lambda _what, _done, _all: None,
) -> Shown:
    """Make the demonstration in that folder and play it, to its end or by half.

    :param share: of the cases the demonstration people rule on.
    :param halfway: called when half of the cases are ruled on.
    """
    story, clock = script.story, StoryClock()
    delivery = Delivery(folder.source)
    deliver(script, delivery, workers=workers, progress=progress)
    secrets = make_passphrases(script.people)
    write_passphrases(folder.passphrases, secrets, script.people)
    sentences: list[str] = []
    tell = sentences.append
    prepare(folder.recount, script, delivery, secrets, clock=clock, progress=progress, tell=tell)
    found = find_contests(folder.recount, workers=workers, progress=progress)
    sentences.append(found)
    played = play(
        folder.recount,
        story,
        script.people,
        secrets,
        share=share,
        halfway=lambda: halfway(secrets, clock),
        clock=clock,
        tell=tell,
        progress=progress,
    )
    folder.mark(story.id, story.label, story.note)
    told_first = [story.title, f"{story.label}.", story.note, ""]
    folder.story.write_text("\n".join([*told_first, *sentences, found, ""]), encoding="utf-8")
    return Shown(played, tuple(sentences), found)


def make_half_ruled(
    out: Path, name: str = PALMETTO, *, progress: Progress = lambda _what, _done, _all: None
) -> DemonstrationFolder:
    """A demonstration whose people ruled on half of the cases, for a window to go on with.

    An earlier one at ``out`` is replaced whole.

    :param progress: may raise, which stops the work; then nothing of it is left.
    :raises UsageError: something other than an earlier demonstration lies at ``out``.
    """
    check_replaceable(out)
    with written_aside(out) as folder:
        show(folder, read_script(name), share=HALF, progress=progress)
    return DemonstrationFolder(out)


def write_results(folder: DemonstrationFolder) -> None:
    """Write the revised tally, the reconciliation and the adjudication log beside the recount."""
    recount = open_recount(folder.recount)
    try:
        _write_tally(recount, folder)
        _write_reconciliation(recount, folder)
        mark = recount.watermark
        with folder.log("csv").open("w", encoding="utf-8", newline="") as out:
            write_log_csv(log_lines(recount), out, watermark=mark)
        with folder.log("json").open("w", encoding="utf-8", newline="") as out:
            write_log_json(log_lines(recount), out, origin=recount.origin, watermark=mark)
    finally:
        recount.close()


def _write_tally(recount: Recount, folder: DemonstrationFolder) -> None:
    with recount.reading() as connection:
        told = tally_document(connection, recount.election, by=("precinct",))
    text = json.dumps(told, indent=2, sort_keys=True, ensure_ascii=False)
    folder.tally.write_text(text + "\n", encoding="utf-8")


def _write_reconciliation(recount: Recount, folder: DemonstrationFolder) -> None:
    told = reconciliation_value(read_reconciliation(recount), Level.PRECINCT)
    text = json.dumps(told, indent=2, sort_keys=True, ensure_ascii=False)
    folder.reconciliation.write_text(text + "\n", encoding="utf-8")
