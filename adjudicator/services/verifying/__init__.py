"""Verify a record from nothing: a recount folder, a second path, or an export.

Read in this order: ``images`` (whose bytes are not what their names say), ``openings`` and
``evidence`` (what lies beside the entries, each checked against its hash), ``naming`` (what entries
name of it), ``refold`` (the tally, folded anew), ``signatures`` (checked by several processes),
``ahead`` (some of them before their turn), ``reading`` (every entry in its order), ``beside`` (the
files that are no entries), ``tables`` (the working tables of a county's folder), ``anchors`` (what
somebody kept), ``observers`` (what they answered), ``verdicts`` (the sentences), ``verify`` (all of
it).
"""
