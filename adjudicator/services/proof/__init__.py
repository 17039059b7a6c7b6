"""What people take home and keep outside, and what the record is compared with.

``program`` hashes the program itself, ``heads`` finds the cosigned heads and who stands under them,
``cards`` makes the opening card and the pile card, ``receipts`` the receipt of any entry,
``opening_report`` the zero tape of the recount.

``kept`` reads what somebody brings to a sign-in and compares it; ``media`` writes sticks;
``copies`` tells an older copy, or one from another computer, from the folder to go on with;
``clocks`` notices a clock that was set back; ``continuing`` opens the record that goes on where no
copy has the tail.

``ceremony`` knows the steps before the first ruling and which of them comes now, ``drawing`` makes
the seed of what was drawn in public, ``handing_out`` notes who took a card, ``issuing`` writes a
stick for one person, ``standing_heads`` tells who stands under which head.

``due`` has heads cosigned later, ``ends`` closes contests and finishes the recount, ``finishing``
destroys its keys, ``waiting`` says what waits.
"""
