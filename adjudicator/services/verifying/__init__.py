"""Verify a record from nothing: a recount folder, a second path, or an export.

Read in this order: ``sources`` (what there is to read), ``evidence`` (what lies beside the entries,
each checked against its hash), ``refold`` (the tally, folded anew), ``signatures`` (checked by
several processes), ``reading`` (every entry in its order), ``anchors`` (what somebody kept),
``beside`` (the files that are no entries), ``verdicts`` (the sentences), ``verify`` (all of it).
"""
