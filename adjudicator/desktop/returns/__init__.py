"""Returns: which contests the returns send to a recount, before any recount folder exists.

:mod:`place` opens and leaves the screen from Start and the menus, :mod:`returns_screen` holds its
pages: files, contests, comparison and two numbers.  :mod:`reading` is what is read and computed
away from the window, :mod:`lines` the words of the list.
"""
