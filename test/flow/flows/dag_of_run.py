"""Prints the node of a run, and of the same when only one task of each step may be read."""

import json
import sys

from metaflow_card_kit import DagView
from metaflow_extensions.card_kit.client import steps

print("NODE " + json.dumps(DagView.from_run(sys.argv[1]).node, allow_nan=False))
steps.MAX_TASKS = 1
print("CAPPED " + json.dumps(DagView.from_run(sys.argv[1]).node, allow_nan=False))
