"""Screens that stand apart from any recount: what Returns and The state have in common.

:mod:`paged_screen` is a screen of several pages, :mod:`place` opens it from Start and the menus and
leads back; :mod:`first_page` lays out what is asked, :mod:`sources` asks for files, :mod:`work`
reads them away from the window, :mod:`saving` says as what an answer is saved.
"""
