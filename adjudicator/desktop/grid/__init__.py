"""Pages of blank ballots on the screen: many whole contests at once, looked at by two people.

:mod:`flow` knows whose turn it is and what was taken out, :mod:`page_view` shows the ballots of a
page, :mod:`crops` cuts them out of their images in workers, :mod:`screen` puts it all together,
:mod:`station` is the record as these screens use it.
"""
