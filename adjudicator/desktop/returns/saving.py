"""What the screen saves, by the ending of the name."""

from adjudicator.desktop.returns.compare_pane import difference_rows
from adjudicator.desktop.returns.reading import Answer, Comparison
from adjudicator.services.canvass.matching import match_value
from adjudicator.services.canvass.printing import answer_pdf
from adjudicator.services.canvass.writing import answer_csv, answer_json, json_bytes, table_bytes
from adjudicator.services.errors import UsageError

_COLUMNS = ("contest", "precinct", "counting_group", "number", "first", "second", "only_in")


def file_of(about: Answer | Comparison, ending: str) -> bytes:
    """The bytes of the file.

    :raises UsageError: there is no such form of it.
    """
    match about, ending.lower():
        case Answer(), ".json":
            return answer_json(about.canvass, about.loaded)
        case Answer(), ".csv":
            return answer_csv(about.canvass)
        case Answer(), ".pdf":
            return answer_pdf(about.canvass, about.loaded)
        case Comparison(), ".json":
            aside = [str(problem) for problem in about.aside]
            return json_bytes(match_value(about.found) | {"set_aside": aside})
        case Comparison(), ".csv":
            return table_bytes(
                _COLUMNS,
                (
                    (r.contest, r.precinct, r.group, r.choice, r.one, r.other, r.only)
                    for r in difference_rows(about.found)
                ),
            )
    raise UsageError(f"Nothing is saved as {ending or 'that'}. Choose one of the forms offered.")
