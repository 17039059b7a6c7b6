"""Practice: drawn ballots of an invented county, ruled on through the real services.

Read in this order: :mod:`situations` (what was drawn and what people wrote the answer to be),
:mod:`reading` (from which files), :mod:`drawing` (which ballots this time), :mod:`room` (a record
of its own, with people made on the fly), :mod:`attempt` (what was answered), and :mod:`training`
(how a result goes into the record of a recount).

Marks and answers come from different files, both written by people.  Nothing here derives an answer
from an image, from a machine reading or from how a ballot was drawn.
"""
