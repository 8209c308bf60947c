"""What few specifications ask of Vega, and most cards do not carry."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_MAP_FUNCTION = r"|\bgeo[A-Z]\w*\("
_TRANSFORMS = """
contour crossfilter force geojson geopath geopoint geoshape graticule heatmap isocontour kde2d
label nest pack partition projection resolvefilter stratify tree treelinks treemap voronoi wordcloud
"""
_LITE = (
    "geojson geoshape graticule latitude latitude2 longitude longitude2 nearest projection sphere"
)


def _words(words: str, more: str) -> re.Pattern[str]:
    return re.compile(f'"(?:{"|".join(words.split())})"{more}')


_IN_VEGA, _IN_LITE = _words(_TRANSFORMS, _MAP_FUNCTION), _words(_LITE, _MAP_FUNCTION)


def asks_for_rare(spec: Mapping[str, Any]) -> bool:
    """Whether a specification asks for maps, graphs, trees, contours or clouds of words.

    A word that stands in its data counts, too: then a page is larger than it need be.
    """
    found = _IN_VEGA if "/schema/vega/" in str(spec.get("$schema")) else _IN_LITE
    return found.search(json.dumps(spec)) is not None
