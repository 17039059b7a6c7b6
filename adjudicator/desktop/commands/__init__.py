"""Every act is a named command; menus, keys, the key card and the log's names come from one table.

:mod:`command` says what a command is, :mod:`table` holds them and refuses a key that means two
things, :mod:`catalog` lists them, :mod:`actions` makes the ``QAction`` of each, :mod:`keycard`
shows them.
"""
