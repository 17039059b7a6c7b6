"""Demonstrations: invented or replayed recounts, prepared and played through the real services.

Read in this order: :mod:`voters` (what was done to each ballot), :mod:`press` (print, mark, scan,
machine), :mod:`delivery` and :mod:`blank_pages` (what a county would hand over), :mod:`stories`
(which rulings named people make), :mod:`preparing` (a recount from that delivery), :mod:`drawing`
(where contests stand, drawn by people and found on every page), :mod:`player` (the people at
work), :mod:`work` and :mod:`second_looks` (blanks by the page, and looked at again), :mod:`show`
(all of it, into one folder), and :mod:`proof` (what is taken home, and checked).

Marks and rulings come from different files.  Nothing here derives a ruling from an image, from a
machine reading or from how a ballot was marked.
"""
