"""What upper floors may want to know or add, without accounts knowing them."""

from django.dispatch import Signal

invitation_accepted = Signal()
"""Inside the transaction, ``invitation`` and ``person``: give the person what was promised.

If a receiver fails the invitation stays open: nobody holds a used link and nothing for it.
"""

invitation_wanted_again = Signal()
"""After the commit, ``invitation``: somebody holds a link that is over and asks for another."""

person_erased = Signal()
"""After the commit, ``person``: remove what names them in texts of yours."""

personal_data_wanted = Signal()
"""While a person exports their data, ``person``: return a dict of JSON, by your words."""
