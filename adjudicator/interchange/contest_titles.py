"""Finds the contest that returns call by office and district: ``State House`` and ``26``."""

from adjudicator.domain.election import Election
from adjudicator.interchange.problems import closest
from adjudicator.interchange.texts import folded
from adjudicator.interchange.vocabulary import contest_names

_FILLERS = frozenset({"district", "dist", "no", "number", "for", "the", "of"})


def title_words(text: str) -> tuple[str, ...]:
    """The words that tell contests apart: ``State House, District 026`` is ``state house 26``."""
    words = [w for w in folded(text).split() if w not in _FILLERS]
    return tuple(str(int(w)) if w.isascii() and w.isdigit() else w for w in words)


class ContestTitles:
    """Looks contests up by id, by title, or by office and district."""

    def __init__(self, election: Election) -> None:
        self._names = contest_names(election)
        self._titles = tuple(c.title for c in election.contests)
        self._bare: dict[tuple[str, ...], set[str]] = {}
        self._known: dict[tuple[str, str], str | None] = {}
        for contest in election.contests:
            self._bare.setdefault(title_words(contest.title), set()).add(contest.id)

    def find(self, office: str, district: str) -> str | None:
        """The id of the contest meant, or ``None`` where none or more than one fits."""
        if (office, district) not in self._known:
            self._known[office, district] = self._find(office, district)
        return self._known[office, district]

    def _find(self, office: str, district: str) -> str | None:
        whole = f"{office} {district}".strip()
        found = self._names.find(whole)
        if found is None:
            ids = self._bare.get(title_words(whole), set())
            found = next(iter(ids)) if len(ids) == 1 else None
        return found

    def complaint(self, office: str, district: str) -> str:
        """The sentence for a contest :meth:`find` does not know."""
        whole = f"{office} {district}".strip()
        guess = closest(whole, self._titles)
        hint = f' Did you mean "{guess}"?' if guess is not None else ""
        return f'"{whole}" is not a contest of this election.{hint}'
