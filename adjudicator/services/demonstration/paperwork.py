"""The papers a demonstration leaves: minutes, and of each contest returns, certificate and report.

Beside them lies one file for the state's upload page, from the unverified example of a template.
"""

from contextlib import closing

from adjudicator.services.demonstration.folder import DemonstrationFolder
from adjudicator.services.papers.making import Gathered, Kind, gather
from adjudicator.services.papers.printing import write_papers_to
from adjudicator.services.recount import Recount, open_recount
from adjudicator.services.upload import EXAMPLE, load_template, make_upload, write_upload
from adjudicator.storage.files import make_folder

_OF_CONTEST = (Kind.RETURNS, Kind.CERTIFICATE, Kind.REPORT)


def write_paperwork(folder: DemonstrationFolder) -> tuple[str, ...]:
    """Write them into the folder of a demonstration whose contests are closed.

    :returns: what lies there, in sentences.
    """
    place = make_folder(folder.papers)
    with closing(open_recount(folder.recount)) as recount:
        closed = [c.id for c in recount.election.contests if c.id in _closed(recount)]
        made = [gather(recount, Kind.MINUTES)]
        made += [gather(recount, kind, contest) for contest in closed for kind in _OF_CONTEST]
        for each in made:
            write_papers_to([(place / name, data) for name, data in _files(each)])
        told = [
            (
                f"The papers of the record are in {folder.papers.name}: minutes, and of each "
                "closed contest returns, certificate, and data on over- and undervotes."
            )
        ]
        if closed:
            upload = make_upload(recount, load_template(EXAMPLE), partial=True)
            path = write_upload(upload, place / "upload.txt")
            told.append(
                f"{folder.papers.name}/{path.name} is a file for a state's upload page, made from "
                f"an unverified example of a template. SHA-256 {upload.sha256}."
            )
    return tuple(told)


def _closed(recount: Recount) -> frozenset[str]:
    return frozenset(recount.state.data.contests_closed)


def _files(made: Gathered) -> list[tuple[str, bytes]]:
    return [(f"{made.name}.pdf", made.render()), *made.files]
