"""Which way a metric is better, known by its name."""

from __future__ import annotations

import re
from typing import Literal, Optional

Direction = Optional[Literal["higher", "lower"]]

_LOWER = frozenset(
    "loss logloss nll crossentropy perplexity ppl error errors err mae mse rmse mape smape wape "
    "msle rmsle medae brier ece mce wer cer ter fid kid lpips fpr fnr fdr far frr eer rank regret "
    "divergence kl js psi wasserstein drift latency time duration seconds secs ms runtime "
    "memory mem ram cost price carbon energy flops params parameters size misses bias variance "
    "deviance aic bic hamming violations failures timeouts missing hallucination toxicity".split()
)
_HIGHER = frozenset(
    "accuracy acc precision recall sensitivity specificity f1 f2 fbeta fscore auc auroc auprc "
    "aucroc aucpr roc ap map ndcg mrr hit hits tpr tnr ppv npv kappa mcc matthews jaccard iou "
    "miou dice r2 correlation corr pearson spearman kendall score gain lift likelihood "
    "elbo reward return returns win winrate bleu rouge meteor chrf comet bertscore psnr ssim "
    "silhouette throughput qps tps fps goodput coverage faithfulness relevance revenue profit "
    "gini ks explained purity homogeneity completeness calinski passed pass success".split()
)
_PHRASES: dict[str, Direction] = {
    "false positive": "lower",
    "false negative": "lower",
    "false discovery": "lower",
    "true positive": "higher",
    "true negative": "higher",
    "negative predictive value": "higher",
    "positive predictive value": "higher",
    "log likelihood": "higher",
    "average precision": "higher",
    "explained variance": "higher",
    "reciprocal rank": "higher",
    "rank correlation": "higher",
    "exact match": "higher",
    "pass rate": "higher",
    "davies bouldin": "lower",
    "brier score": "lower",
    "inception score": "higher",
}


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
    """
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z][a-z])", " ", name).lower()
    words = re.findall(r"[a-z]+[0-9]?|[0-9]+", spaced)
    negated = bool(words) and words[0] in ("neg", "negative") and len(words) > 1
    if negated and " ".join(words[:2]) not in ("negative predictive",):
        words = words[1:]
        if words[:2] == ["log", "likelihood"]:
            return "lower"
        flipped: dict[Direction, Direction] = {"higher": "lower", "lower": "higher", None: None}
        return flipped[_of(words)]
    return _of(words)


def _of(words: list[str]) -> Direction:
    if "per" in words and words[-1] in ("second", "sec", "s", "minute", "hour"):
        return "higher"
    text = f" {' '.join(words)} "
    for phrase, known in _PHRASES.items():
        if f" {phrase} " in text:
            return known
    lower, higher = _LOWER.intersection(words), _HIGHER.intersection(words)
    if bool(lower) == bool(higher):
        return None
    return "lower" if lower else "higher"
