"""The state: what the counties handed in, verified, added up, and shown for what it is.

Read in this order: :mod:`~adjudicator.services.statewide.sorting` (what came, told apart),
:mod:`~adjudicator.services.statewide.finding` (which folders are exports),
:mod:`~adjudicator.services.statewide.reading` (one export, verified, and what it says),
:mod:`~adjudicator.services.statewide.collecting` (many of them at once),
:mod:`~adjudicator.services.statewide.weighing` (which are refused, and why),
:mod:`~adjudicator.services.statewide.typed` (figures typed by two people),
:mod:`~adjudicator.services.statewide.status_files` (how far counties say they are),
:mod:`~adjudicator.services.statewide.sources` (every source in one shape),
:mod:`~adjudicator.services.statewide.naming` (the same contest in several counties),
:mod:`~adjudicator.services.statewide.standings` (where a county stands),
:mod:`~adjudicator.services.statewide.assembling` (all of it, as
:mod:`~adjudicator.services.statewide.asking` asks for it, into a
:mod:`~adjudicator.services.statewide.report`); then
:mod:`~adjudicator.services.statewide.telling` (in which words),
:mod:`~adjudicator.services.statewide.values` (as data),
:mod:`~adjudicator.services.statewide.paper` (on paper) and
:mod:`~adjudicator.services.statewide.writing` (as files).
"""
