"""The words that metrics are named with: which way is better by them.

A phrase has underscores. Words are found with digits behind them and in the plural too: ``ndcg10``.
"""

from __future__ import annotations

from typing import Literal

Kind = Literal[
    "HIGHER",  # a metric of which more is better, whatever stands beside it
    "LOWER",
    "higher",  # only as the head of its name: a memory bank is no memory
    "lower",
    "overriding",  # turns what it measures into a higher-is-better score: skill, d2, explained
    "good",  # an improvement, of whatever it is
    "bad",
    "less",  # turns what it is said of around: a reduction, something that was saved
    "more",  # leaves what it is said of: an increase
    "negation",
    "neutral",  # no metric, or not a good or bad one: a setting, an error bar, a count of rows
    "ending",  # the same behind a metric only: type_accuracy is one, accuracy_type is none
    "context",  # which split, average, step, percentile, precision of floating point
    "measure",  # how it is counted: rate, count, score
    "unit",
    "process",  # what takes time: fit, inference, request
]

_WORDS: dict[Kind, str] = {
    "HIGHER": """
        accuracy acc precision prec recall sensitivity specificity selectivity f1 f2 fbeta
        f1score fscore fmeasure f_score f_measure f_beta f0_5 auc auroc auprc aupr prauc rocauc
        aucroc aucpr roc_auc pr_auc pauc gmean g_mean average_precision map50 map75 map95 map_50
        map_75 ap50 ap75 mar ndcg dcg mrr mean_reciprocal_rank reciprocal_rank hit_rate
        hit_ratio hr_at kappa qwk mcc matthews matthews_corr_coef matthews_corrcoef phi_coef
        phi_coefficient jaccard youden youden_j informedness bookmaker markedness npv ppv tpr
        tnr tar true_positive_rate true_negative_rate true_accept_rate true_match_rate
        positive_predictive_value negative_predictive_value predictive_value
        positive_likelihood_ratio r2 r2score r_squared rsquared r_square r_2 pseudo_r2
        goodness_of_fit concordance c_index cindex concordance_index gini_normalized
        normalized_gini pfound iou miou mean_io_u io_u giou diou ciou intersection_over_union
        dice dsc surface_dice nsd panoptic_quality mota hota idf1 pck ari nmi ami rand v_measure
        adjusted_rand adjusted_rand_index mutual_info mutual_information silhouette calinski
        calinski_harabasz dunn dunn_index fowlkes_mallows homogeneity completeness purity bleu
        sacrebleu gleu bleurt rouge rougel rougelsum meteor chrf comet bertscore bert_score
        mauve sari nist_mt clipscore clip_score clip_iqa exact_match codebleu psnr psnrb ssim
        ms_ssim msssim uqi  qnr inception_score mos pesq stoi estoi srmr snr sdr si_sdr sisdr
        si_snr sisnr sisdri signal_to_noise signal_to_noise_ratio word_info_preserved
        critical_success_index faithfulness groundedness helpfulness harmlessness relevancy
        answer_relevance context_relevance answer_correctness answer_similarity
        semantic_similarity cosine_similarity structural_similarity coherence fluency
        conciseness truthfulness throughput goodput qps rps tps fps iops mfu speedup speed_up
        bandwidth efficiency effectiveness availability uptime mtbf mttf apdex cache_hit
        cache_hits ctr cvr click_through click_through_rate clickthrough_rate conversion_rate
        nps csat ltv clv arpu roas roi gmv sharpe sharpe_ratio sortino sortino_ratio calmar
        calmar_ratio information_ratio win_rate winrate success_rate pass_rate elo spl
        demographic_parity_ratio equalized_odds_ratio inception_score_mean survival_time
        survival_rate survival_days survival_months time_to_failure time_between_failures
        mean_time_between_failures mean_time_to_failure time_to_churn session_duration
        session_length time_on_site time_on_page watch_time dwell_time battery_life
        battery_lifetime miles_per_gallon mpg pass_at_k f1_samples precision_samples
        recall_samples jaccard_samples acc_norm rank_corr rank_correlation rank_corr_coef
        pearson pearsonr spearman spearmanr kendall kendalltau ccc plcc srcc signal_noise_ratio
        signal_distortion_ratio objective_intelligibility intelligibility information_fidelity
        p_found dice_coef dice_coefficient jaccard_coef jaccard_coefficient
        silhouette_coefficient correlation_coefficient speedup_vs cache_hit_ratio cache_hit_rate
        ap_s ap_m ap_l cider spice chr_f modularity accuracies las uas jga joint_goal pckh oks
        dnsmos visqol nisqa utmos sdri lddt pl_ddt plddt gdt_ts tm_score bedroc enrichment_factor
        auuc qini lrap elpd cagr pn_l kling_gupta rank_biserial inverse_recall inverse_precision
        click_rate open_rate code_coverage test_coverage slo_attainment sla_compliance
        information_coefficient fault_detection_rate defect_detection_rate win_loss_ratio
        profit_loss gain_loss_ratio resolved_rate swe_bench_resolved
        mean_rank_index free_survival crpss gauc uno_c harrell_c oscr
    """,
    "LOWER": """
        loss logloss mlogloss log_loss nll nloglik neg_log_likelihood negative_log_likelihood
        neg_loglik negative_loglik neg_log_prob negative_log_prob neg_elbo negative_elbo
        negative_likelihood_ratio neg_log_marginal_likelihood crossentropy cross_entropy
        xentropy bce hinge huber log_cosh logcosh pinball perplexity ppl bits_per_byte
        bits_per_char bits_per_character bits_per_dim bits_per_word bpb bpc bpd merror
        absolute_error squared_error mean_squared_error mean_absolute_error
        absolute_percentage_error squared_log_error calibration_error error_rate err_rate mae
        mse rmse nrmse rmsle msle mape mdape medape smape wape wmape mase rmsse medae mad_error
        msis owa wql crps winkler brier ece mce ace aece deviance aic aicc bic hannan_quinn
        hamming_loss hamming_distance regret kl_divergence kldiv js_divergence kullback_leibler
        jensen_shannon wasserstein chamfer hausdorff hd95 assd emd earth_mover frechet_distance
        fd edit_distance levenshtein minkowski_distance mpjpe epe ade fde minade minfde min_ade
        min_fde fid kid fvd mifid lpips dists niqe brisque piqe ergas rase spectral_angle
        perceptual_path_length word_info_lost wer cer ter mer der eer misclassification_rate
        davies davies_bouldin inertia balanced_error_rate fpr fnr fdr far frr fmr fnmr fpr95
        false_positive_rate false_negative_rate false_discovery_rate false_omission_rate
        false_accept_rate false_reject_rate false_alarm_rate false_match_rate fall_out fallout
        miss_rate miss_ratio error_ratio failure_ratio loss_ratio gini_impurity coverage_error
        ranking_loss generalization_gap optimality_gap duality_gap mip_gap fairness_gap
        demographic_parity_difference equalized_odds_difference equal_opportunity_difference
        statistical_parity_difference inaccuracy attack_success_rate jailbreak_rate
        time_to_first_token ttft tpot itl time_per_output_token inter_token_latency mttr mttd
        time_to_recovery time_to_resolution time_to_repair time_to_restore time_to_convergence
        downtime latency jitter packet_loss rtt churn_rate bounce_rate cart_abandonment
        abandonment_rate cac cpa cpc cpm drawdown volatility mortality attrition default_rate
        lgd loss_given_default burn_rate drop_off_rate mean_rank median_rank average_rank
        avg_rank model_size carbon emissions co2 co2eq integrated_brier ibs score_time
        gamma_deviance gamma_nloglik frechet_inception kernel_inception frechet patch_similarity
        ranked_probability edit_rate error_relative_global_dimensionless_synthesis zero_one_loss
        neg_log_lik self_bleu population_stability population_stability_index
        characteristic_stability characteristic_stability_index min_dcf mindcf jer rtf
        real_time_factor mean_error_rate id_switches idsw surface_distance rpe abs_rel sq_rel nme
        bits_per_token unk_rate oov_rate rmsd waic looic wcss sse max_dd maxdd mdd cvar hter apcer
        bpcer acer forgetting incorrect_rate invalid_rate unsafe_rate retry_rate
        to_accuracy aurc e_aurc mrae wmae jsd js_div kl_div hellinger sinkhorn mmd ttfb
        total_variation_distance silog irmse
    """,
    "higher": """
        map ap ar em hits hit pass passed success successes tp tn true_positive true_negative
        win wins reward return returns profit revenue sales earnings pnl profit_and_loss
        gross_margin profit_margin net_margin operating_margin elbo likelihood log_likelihood
        loglik log_marginal_likelihood lml log_prob evidence_lower_bound retention conversion
        conversions satisfaction engagement adoption correctness relevance quality usefulness
        mau dau aov yield completion_rate detection_rate recognition_rate response_rate
        growth_rate detected_rate survival consensus robustness stability correct n_correct
        num_correct correlation corr corrcoef corr_coef log_lik ep_rew mmlu gsm8_k hellaswag
        humaneval mbpp truthfulqa winogrande arc_challenge arc_easy mt_bench swe_bench
    """,
    "lower": """
        error err errors miss misses mistake mistakes misclassified misclassification
        misclassifications false_positive false_negative false_alarm false_discovery fp fn
        failure fail fails failed violation violations fault crash crashes bug bugs defect
        defects incident incidents outage outages warning warnings timeouts timeout_rate
        timeout_count missing missing_value missing_values page_fault complaint complaints refund
        refunds churn
        abandonment unsubscribe collision collisions hallucination hallucinations toxicity
        harmfulness maliciousness drift psi divergence kl js distortion rmsd waste overhead
        overfit overfitting idle_time delay lag duration runtime elapsed time cost costs expense
        expenses memory mem ram rss vram footprint staleness cold_start cold_starts ce
        energy_consumption energy_consumed energy_usage energy_kwh cpu_energy gpu_energy
        ram_energy power_consumption power_usage kwh losses
    """,
    "overriding": """
        d2 skill deviance_explained explained_deviance variance_explained explained_variance
        explained_var evr fraction_of_variance_explained explained_variance_ratio
        variance_explained_ratio
    """,
    "good": "improvement improvements improved gain gains uplift lift information_gain",
    "bad": "rank_test degradation degradations deterioration worsening degraded",
    "less": """
        reduction reductions reduced decrease decreases decreased saving savings saved avoided
        prevented fixed resolved eliminated averted drop decline removed free
    """,
    "more": "increase increases increased growth rise",
    "negation": "neg negative minus",
    "neutral": """
        std stddev stdev sd stderr std_err std_error standard_error standard_deviation se sem ci
        var variance cov iqr margin margin_of_error confidence_interval lower upper lower_bound
        upper_bound bound bounds low high lo hi lcl ucl ci_low ci_high p_value pvalue pval
        significance change changes delta deltas diff diffs difference gap vs versus against
        target targets threshold thresholds goal weight weights coef coefs coefficient
        coefficients limit limits budget patience seed tolerance regularization dropout decay
        momentum warmup support n_samples count_of num_samples observations lr learning_rate
        batch_size sampling_rate drop_path_rate dropout_rate sample_rate discount_rate
        refresh_rate params parameters num_params flops tflops gflops capacity utilization
        occupancy fn_name bank slope intercept time_step time_steps timestep timesteps
        total_timesteps timestamp start_time end_time time_of_day time_horizon horizon window
        lora_rank likelihood_ratio positive_rate selection_rate base_rate refusal_rate
        return_rate stop_loss weight_loss hair_loss loss_aversion weight_gain memory_total
        memory_available memory_free memory_size memory_capacity total_memory available_memory
        free_memory memory_utilization mem_util memory_limit mean_decrease
        mean_decrease_impurity mean_decrease_accuracy feature_importance gini ari_grade_level
        grade_level potential_energy kinetic_energy energy_score detected caught found handled
        detector detection_time_limit tradeoff curve_x precision_type precision_bits
        mixed_precision floating_point half_precision full_precision memory_bank error_budget
        error_code return_code exit_code status_code hit_points pass_number per_device
        recall_date precision_loss_scale anomaly_score risk_score propensity uncertainty
        ablation baseline_diff error_bar without no not zero complement time_series time_period
        time_range time_window time_index real_time steps_per_epoch tokens_per_sample grad_norm
        gradient_norm clip_fraction clipfrac bank_account drop_last drop_rate_path drop_columns
        ratio prediction_interval p10 cost_to_income timeout lags n_lag lag_order signed bias
        mean_bias_error mean_error floor ceiling allowed permitted acc_x acc_y acc_z acc_magnitude
        fixed_cost fixed_time reduced_cost roi_x roi_y roi_width roi_height data_retention
        rand_augment lag_1 lag_2 lag_3 lag_7 lag_12 lag_14 lag_24 lag_28 lag_30
        noise_sensitivity prompt_sensitivity price_sensitivity seed_sensitivity
        input_sensitivity max_sensitivity sensitivity_max sensitivity_n approx_kl
        mean_percentage_error mean_percent_error loss_fn dtype float_precision numeric_precision
        numerical_precision attack_auc attack_accuracy attack_acc attack_advantage
        membership_inference mia inference_attack adversary_accuracy discriminator_accuracy
        discriminator_acc gain_db antenna_gain gain_control
    """,
    "ending": """
        interval quantile scale size norm window sample samples example examples row rows alpha
        beta gamma rank label type name id version kind code zone center centre key path config
        url category curve matrix histogram distribution date iterations epochs steps batches
        energy created start end importance factor function penalty mode digits decimals landscape
        thresh bins cap slo sla param setting
    """,
    "context": """
        train training val valid validation test testing eval evaluation dev holdout held_out
        oof oob out_of_sample in_sample cv fold split best final last first max min maximum
        minimum total overall epoch step batch iter iteration round macro micro weighted mean
        avg average median geometric harmonic sum cumulative running smoothed ema current p50
        p90 p95 p99 p999 percentile percentage percent pct fp16 fp32 fp64 fp8 fp4 bf16 tf32 int8
        int4 float16 float32 float64 amp mixed global local all per_class binary multiclass
        multilabel multi class classes samples_avg norm_none none raw adjusted adj normalized
        balanced exp log peak usage used consumption allocated reserved rolling daily weekly
        monthly annual yearly metric metrics v1 v2 v3 top_1 top_5 top_10 zero_one zero_shot
        few_shot multi_scale small medium large of root squared absolute relative symmetric
        scaled poisson tweedie robust cross arithmetic
    """,
    "measure": """
        rate rates count counts score scores number num n value values index level total_count
        fraction proportion share frequency
    """,
    "unit": """
        s sec secs second seconds ms msec millis millisecond milliseconds us ns min mins minute
        minutes h hr hrs hour hours day days mb gb kb tb mib gib kib byte bytes megabytes
        gigabytes usd eur gbp dollar dollars euros cents db kg tons g w watts joules wh
    """,
    "process": """
        fit fitting inference predict prediction predictions forward backward forward_pass
        backward_pass wall wall_clock wallclock cpu gpu load loading startup boot compile build
        query request response processing process preprocess preprocessing postprocess
        tokenization tokenize generation decode decoding encode encoding execution exec
        computation compute solve solver search indexing scoring recovery wait waiting queue
        queueing cycle lead turnaround transfer download upload save render deploy deployment io
        data data_loading service handling system user
    """,
}


def phrases() -> dict[tuple[str, ...], Kind]:
    """Every phrase, as its words, and its kind."""
    return {
        tuple(phrase.split("_")): kind for kind, words in _WORDS.items() for phrase in words.split()
    }
