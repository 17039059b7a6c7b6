"""What people take home, and what is printed before anybody rules.

``program`` hashes the program itself, ``heads`` finds the cosigned heads and who stands under them,
``cards`` makes the opening card and the pile card, ``receipts`` the receipt of any entry,
``opening_report`` the zero tape of the recount.
"""
