"""What somebody's seat on the board is now, in words for a list of people."""

from collections.abc import Mapping

from adjudicator.storage.queries.acts import PersonRecord


def role_words(record: PersonRecord, names: Mapping[str, str]) -> str:
    """The role, and who sits for whom: ``Alternate, seated for Judge Kelly``.

    :param names: names of people by id, as far as they are known.
    """
    label = record.person.role.label
    if record.removed:
        return label
    if record.seated is not None:
        return f"{label}, seated for {names.get(record.seated, record.seated)}"
    if record.displaced is not None:
        return f"{label}; {names.get(record.displaced, record.displaced)} holds the seat"
    return label
