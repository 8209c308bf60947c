"""What metrics are called: which way each is better, and the artifacts that hold them."""

from __future__ import annotations

import re
from typing import Literal, Optional

Direction = Optional[Literal["higher", "lower"]]

USUAL_METRICS = (
    "metrics",
    "scores",
    "results",
    "test_metrics",
    "eval_metrics",
    "val_metrics",
    "evaluation",
)
"""What users call an artifact that holds their metrics, the likeliest first."""

_LOWER = frozenset(
    # losses and errors
    "loss logloss mlogloss nll crossentropy perplexity ppl bpb bpc error errors err merror mae mse "
    "rmse nrmse rmsle msle mape mdape smape wape wmape mase medae crps pinball winkler brier ece "
    "mce ace deviance aic bic hamming regret divergence kl js psi wasserstein chamfer hausdorff "
    "mpjpe epe fid kid fvd lpips niqe wer cer ter mer eer davies "
    # wrong decisions
    "fp fn fpr fnr fdr far frr misses mistakes misclassified violations failures timeouts "
    "missing hallucination hallucinations toxicity drift "
    # costs
    "latency time duration runtime seconds secs ms memory mem ram cost carbon emissions co2 kwh "
    "energy".split()
)
_HIGHER = frozenset(
    # classification
    "accuracy acc precision recall sensitivity specificity f1 f2 fbeta fscore fmeasure auc auroc "
    "auprc aupr prauc rocauc aucroc aucpr roc ap tp tn tpr tnr ppv npv kappa qwk mcc matthews "
    "jaccard youden informedness gmean likelihood elbo "
    # ranking, detection and segmentation
    "map mar ndcg dcg mrr hit hits lift gain iou miou dice mota hota idf1 "
    # regression and clustering
    "r2 d2 correlation corr pearson spearman kendall ari nmi ami rand silhouette calinski purity "
    "homogeneity completeness "
    # text, speech and images
    "bleu sacrebleu bleurt rouge rougel rougelsum meteor chrf comet bertscore em psnr ssim "
    "faithfulness relevance relevancy groundedness helpfulness correctness "
    # rewards and speed
    "reward return returns win wins winrate pass passed success profit revenue throughput qps tps "
    "fps goodput".split()
)
_PHRASES: dict[str, Direction] = {
    "hit ratio": "higher",
    "false positive": "lower",
    "false negative": "lower",
    "false discovery": "lower",
    "false alarm": "lower",
    "miss rate": "lower",
    "true positive": "higher",
    "true negative": "higher",
    "negative predictive value": "higher",
    "positive predictive value": "higher",
    "predictive value": "higher",
    "log likelihood": "higher",
    "average precision": "higher",
    "explained variance": "higher",
    "reciprocal rank": "higher",
    "rank correlation": "higher",
    "mean rank": "lower",
    "median rank": "lower",
    "average rank": "lower",
    "exact match": "higher",
    "pass rate": "higher",
    "r squared": "higher",
    "r square": "higher",
    "d2": "higher",
    "f score": "higher",
    "f measure": "higher",
    "f beta": "higher",
    "f0 5": "higher",
    "g mean": "higher",
    "bert score": "higher",
    "davies bouldin": "lower",
    "inception score": "higher",
    "model size": "lower",
    "bits per byte": "lower",
    "bits per character": "lower",
    "time step": None,
    "time steps": None,
    "gini impurity": "lower",
}
# What is said about a metric, not how good it is.
_UNCLEAR = frozenset(
    "std stddev stdev var sem ci change changes delta diff difference gap ratio reduction "
    "improvement drop target threshold thresholds weight weights scale limit budget coef patience "
    "seed".split()
)
# A direction only when nothing else is said but which split, average or step it is.
_ALONE: dict[str, Direction] = {
    "score": "higher",
    "top1": "higher",
    "top5": "higher",
    "l1": "lower",
    "l2": "lower",
}
_CONTEXT = frozenset(
    "train training val valid validation test testing eval evaluation dev holdout oof cv fold mean "
    "avg average median best final last max min total overall epoch step batch micro macro "
    "weighted".split()
)


def direction(name: str) -> Direction:
    """Whether a higher or a lower value of this metric is better.

    Parameters
    ----------
    name : str
        As users write it: ``val_loss``, ``test/f1_macro``, ``neg_log_loss``, ``latencyP95Ms``.

    Returns
    -------
    "higher", "lower" or None
        None when the name is not known, or speaks of both: nothing is guessed.

    Examples
    --------
    >>> direction("val_loss"), direction("mAP50-95"), direction("n_samples")
    ('lower', 'higher', None)
    """
    words = _words(name)
    at = _negation(words)
    if at is None:
        return _of(words)
    flipped: dict[Direction, Direction] = {"higher": "lower", "lower": "higher", None: None}
    return flipped[_of(words[:at] + words[at + 1 :])]


def _words(name: str) -> list[str]:
    text = re.sub(r"m?IoU", lambda found: found[0].lower(), name[:200])
    text = re.sub(r"/s(ec)?\b", " per s", text)
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", text)
    # "mAP" is one word that is written as two.
    text = re.sub(r"\bm (?=AP|AR)", "m", text).lower()
    return re.findall(r"[a-z]+[0-9]*|[0-9]+", text)


def _negation(words: list[str]) -> int | None:
    """Where a name says that its metric is multiplied by -1: ``neg_log_loss``."""
    for i, word in enumerate(words[:-1]):
        if word == "neg":
            return i
        if word == "negative" and words[i + 1] not in ("predictive", "rate", "class"):
            before = words[i - 1] if i else ""
            return i if before not in ("true", "false") else None
    return None


def _of(words: list[str]) -> Direction:
    if "per" in words and words[-1] in ("second", "sec", "s", "minute", "hour"):
        bad = _LOWER.intersection(map(_known, words[: words.index("per")]))
        return "lower" if bad else "higher"
    text = re.sub(r"\b(positive|negative|alarm)s\b", r"\1", f" {' '.join(words)} ")
    for phrase, found in _PHRASES.items():
        if f" {phrase} " in text:
            return found
    if _UNCLEAR.intersection(words):
        return None
    known = {_known(word) for word in words}
    lower, higher = _LOWER & known, _HIGHER & known
    if lower or higher:
        return None if lower and higher else "lower" if lower else "higher"
    rest = [word for word in words if word not in _CONTEXT and not word.isdigit()]
    return _ALONE.get(rest[0]) if len(rest) == 1 else None


def _known(word: str) -> str:
    """``map50`` is ``map``, ``loss1`` is ``loss``; ``f1`` and ``r2`` are themselves."""
    return word if word in _LOWER or word in _HIGHER else word.rstrip("0123456789")
