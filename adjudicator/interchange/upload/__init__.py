"""Files for the state's upload page, in the form a county's template says.

:mod:`.template` reads a template, :mod:`.filling` makes the file, :mod:`.looking` sees the form of
any such file, and :mod:`.comparing` says what differs between two, column by column.
"""
