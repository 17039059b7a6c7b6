from pathlib import Path

from PySide6.QtWidgets import QApplication

from adjudicator.desktop.importing.preview import thumbnails
from adjudicator.interchange.elections.reading import read_election
from adjudicator.services.previewing import preview_source


def test_ten_real_ballots_are_shown_with_their_flagged_contest_outlined(
    qapp: QApplication, shared_data: Path
) -> None:
    assert qapp is not None
    folder = shared_data / "nh-test-ballots"
    preview = preview_source(folder, read_election(folder / "election.json"))
    assert (len(preview.ballots), preview.total) == (10, 24)
    pictures = thumbnails(preview)
    assert all(p.image is not None and p.image.width() == 260 for p in pictures)
    flagged = [p for p in pictures if p.ballot.sheet is not None and p.ballot.sheet.flagged]
    assert flagged
    for picture in flagged:
        box = picture.outline
        assert box is not None
        assert 0 <= box.x < box.right <= 1
        assert 0 <= box.y < box.bottom <= 1
