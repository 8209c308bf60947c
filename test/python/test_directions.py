"""Which way a metric is better, by its name."""

from __future__ import annotations

import pytest
from metaflow_extensions.card_kit.statistics.directions import direction

HIGHER = """
accuracy acc val_acc test/accuracy valAccuracy top_5_accuracy top1 balanced_accuracy binary_accuracy
precision recall f1 f1_macro f1-score F1Score f2 f0.5 fbeta_0.5 F-score specificity sensitivity
auc rocAUC ROC_AUC testAUC PRAUC AUROC auprc average_precision mAP mAP50 map50 mAP50-95 map@0.5
mAP@50 ndcg@10 ndcg10 mrr hits@1 hit_rate hit_ratio recall@5 recall5 mIoU miou IoU dice jaccard
r2 r2_score R2 r_squared adjusted_r2 explained_variance d2_absolute_error_score
cohen_kappa mcc matthews_corrcoef adjusted_rand_score silhouette_score v_measure_completeness
bleu sacrebleu rougeL rouge1 rouge_2 rougeLsum BERTScore meteor exact_match psnr ssim
log_likelihood elbo neg_log_loss neg_mean_squared_error test_neg_log_loss mean_test_neg_brier_score
neg_brier_score true_positive_rate true_negatives negative_predictive_value tpr npv
samples_per_second tokens/s it/s throughput fps mean_reward episode_return win_rate pass@1
score test_score mean_test_score val/score multi_class_auc train_accuracy_epoch
reciprocal_rank rank_correlation spearman answer_relevancy faithfulness
""".split()  # fmt: skip

LOWER = """
loss val_loss train/loss_epoch train_loss_step loss1 valLoss logLoss log_loss binary_logloss
multi_logloss mlogloss NLLLoss cross_entropy_loss perplexity ppl nll negative_log_likelihood
val_neg_log_likelihood error error_rate merror max_error top1_error mae MAE mse rmse RMSE nrmse
mean_squared_error mape smape msle huber_loss hamming_loss zero_one_loss brier_score brier ece
expected_calibration_error wer cer ter fid fid_score kid lpips eer fpr fnr false_positive_rate
false_positives false_negatives false_alarms miss_rate latency latency_p95 latencyP95Ms
inference_time duration_seconds seconds_per_step peak_memory_mb cost_usd co2 aic bic
davies_bouldin_score toxicity_score drift_score hallucination_rate mean_rank regret kl_divergence
psi errors_per_second l2 valid_l1 neg_r2 model_size_mb bits_per_byte
""".split()

UNKNOWN = """
support n_samples epoch lr learning_rate batch_size train_size n_params num_parameters grad_norm
weight_decay threshold f1_threshold accuracy_std loss_weight loss_scale recall_diff anomaly_score
risk_score time_step total_timesteps lora_rank bias variance accuracy_loss error_reduction
precision_recall_loss temperature prevalence mean p95 42 predicted_positives price ks gini coverage
""".split()


@pytest.mark.parametrize("name", HIGHER)
def test_a_higher_value_is_better(name: str) -> None:
    assert direction(name) == "higher"


@pytest.mark.parametrize("name", LOWER)
def test_a_lower_value_is_better(name: str) -> None:
    assert direction(name) == "lower"


@pytest.mark.parametrize("name", [*UNKNOWN, "", " ", "损失", "\ud800", "_" * 100_000])
def test_nothing_is_guessed_for_a_name_that_is_not_known_or_speaks_of_both(name: str) -> None:
    assert direction(name) is None


@pytest.mark.parametrize("name", ["val_{}", "{}/test", "best {}", "train-{}"])
@pytest.mark.parametrize(("metric", "expected"), [("accuracy", "higher"), ("rmse", "lower")])
def test_a_split_around_the_name_changes_nothing(name: str, metric: str, expected: str) -> None:
    assert direction(name.format(metric)) == expected
