"""Reference pages: where the contests of each ballot style stand, as two people confirmed it.

Read :mod:`~adjudicator.services.references.layout_file` first (what is kept), then
:mod:`~adjudicator.services.references.recording` and
:mod:`~adjudicator.services.references.active`.
"""

from adjudicator.services.references.active import active_references
from adjudicator.services.references.recording import record_reference

__all__ = ["active_references", "record_reference"]
