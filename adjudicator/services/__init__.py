"""What people do, one module per task; rights are enforced here and in the record, not in widgets.

Every task is a function or small class over an open :class:`~adjudicator.services.recount.Recount`.
Screens and the command line call these and nothing below them.
"""
