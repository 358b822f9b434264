"""What people have found wrong in readings, kept as data and applied whenever the same thing is read again.

A correction names what was read (a row's values, its words, its file) and what is right. It is applied to a
reading before the reading is written, so that it outlives newer rules, a second reading and a registry made anew.
Where what it was about is no longer read so, it is not applied and a person is asked again.
"""

from extract.corrections.applying import Applied, State, applied
from extract.corrections.correction import Action, Correction, checked
from extract.corrections.errors import CorrectionError

__all__ = ["Action", "Applied", "Correction", "CorrectionError", "State", "applied", "checked"]
