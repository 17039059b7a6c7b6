"""As what an answer can be saved, by the ending of the file's name."""

from pathlib import Path

FORMS = (
    "The answer as data (*.json)",
    "A table for spreadsheets (*.csv)",
    "A paper to print (*.pdf)",
)
_ENDINGS = (".json", ".csv", ".pdf")


def with_ending(path: Path, form: str) -> Path:
    """The path with the ending of the form that was chosen, where its name has none of them."""
    if path.suffix.lower() in _ENDINGS:
        return path
    ending = _ENDINGS[FORMS.index(form)] if form in FORMS else _ENDINGS[0]
    return path.with_name(path.name + ending)
