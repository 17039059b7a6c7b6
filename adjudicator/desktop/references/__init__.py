"""The screen References: where the contests of a ballot style stand, drawn and confirmed.

1. :mod:`.drawing` - the drawing itself, without a window: boxes, targets, names, one step back
2. :mod:`.canvas` and :mod:`.painting` - the page with the drawing on it, by mouse
3. :mod:`.panel` - what is to be done now, the targets and what they stand for
4. :mod:`.acts` - every act by key
5. :mod:`.screen` - the list of styles and sides, and two people confirming
"""
