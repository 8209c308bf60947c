"""What both flows show: the numbers of a classifier of ten digits, and a chart of its training."""

METRICS = {
    "accuracy": 0.9722,
    "f1_macro": 0.9718,
    "precision_macro": 0.9721,
    "recall_macro": 0.9719,
    "log_loss": 0.1043,
    "roc_auc": 0.9991,
}
LABELS = [str(digit) for digit in range(10)]
COUNTS = [
    [54 + row % 5 if row == column else (row * 3 + column * 5) % 7 // 5 for column in range(10)]
    for row in range(10)
]
ROWS = [{"epoch": i, "loss": 1 / (1 + i / 4)} for i in range(40)]
SPEC = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
    "data": {"values": ROWS},
    "mark": "line",
    "encoding": {
        "x": {"field": "epoch", "type": "quantitative"},
        "y": {"field": "loss", "type": "quantitative"},
    },
}
