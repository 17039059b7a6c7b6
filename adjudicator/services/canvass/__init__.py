"""From returns to what the law orders, contest by contest.

:mod:`~adjudicator.services.canvass.loading` reads files,
:mod:`~adjudicator.services.canvass.joining` makes contests of them,
:mod:`~adjudicator.services.canvass.canvassing` says what follows, and
:mod:`~adjudicator.services.canvass.telling` in which words.
"""
