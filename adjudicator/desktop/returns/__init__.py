"""Returns: which contests the returns send to a recount, before any recount folder exists.

What it has in common with The state is in :mod:`adjudicator.desktop.apart`.  :mod:`place` says
where it stands in the window, :mod:`returns_screen` holds its pages: files, contests, comparison
and two numbers.  :mod:`reading` is what is read and computed away from the window, :mod:`lines` the
words of the list.
"""
