"""The second look: drawn blanks, one after another, before people who are told nothing of them.

:mod:`ports` says what the screen needs from the record, :mod:`station` gives it over the services;
:mod:`flow` takes one ballot through what is seen, proposed and agreed, and on to the next;
:mod:`page` puts it on the screen, over the list of batches where nobody looks.
"""
