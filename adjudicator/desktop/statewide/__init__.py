"""The state: what the counties sent, verified and added up; it belongs to no recount.

``place`` says where it stands in the window, ``state_screen`` holds the pages, ``sources_pane``
asks for what came, ``counties_pane``, ``totals_pane`` and ``alike_pane`` show what came of it.
``typing_form`` takes figures typed by two people; ``hourly`` writes a county's own status file.
"""
