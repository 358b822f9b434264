"""What of a reading is doubtful: `judge(context)` looks at the facts after they were read, and at what was not."""

from extract.doubts.doubt import REVIEW_BELOW, Doubt, bands
from extract.doubts.judging import judge
from extract.doubts.warnings import reason_of_warning

__all__ = ["REVIEW_BELOW", "Doubt", "bands", "judge", "reason_of_warning"]
