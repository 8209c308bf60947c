"""Texts in the cells of a CSV file that a spreadsheet may open."""

from __future__ import annotations

import re
from typing import Any

# As in `lib/tabular.ts`: a cell begins at each separator that a spreadsheet may split by, and what
# it drops or does not show may stand before the sign of a formula.
_UNSEEN = (
    r"[\"\s\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c"
    r"\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0001-\U000e007f]"
)
_FORMULA = re.compile(
    r"(?:^|(?<=[,;\t\r\n\v\f\x85\u2028\u2029]))"
    rf"(?={_UNSEEN}{{0,200}}[=+\-@|\t\r\uff1d\uff0b\uff0d\uff20\uff5c]|{_UNSEEN}{{201}})"
)


def without_formulas(field: Any) -> Any:
    """A text with an apostrophe where a spreadsheet may see a formula; anything else as it is.

    Examples
    --------
    >>> without_formulas("=1+1"), without_formulas("a;@SUM(A1)"), without_formulas(-1.5)
    ("'=1+1", "a;'@SUM(A1)", -1.5)
    """
    return _FORMULA.sub("'", field) if isinstance(field, str) else field
