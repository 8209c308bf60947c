"""Words of the names of metrics by what they are: events, periods, prices, outcomes."""

from __future__ import annotations

EVENTS = frozenset(
    """
    sample samples token tokens tok toks item items image images img imgs frame frames row rows
    record records iteration iterations iter iters it its step steps request requests req
    reqs query queries batch batches example examples sentence sentences word words char
    chars character characters event events message messages msg msgs transaction
    transactions op ops operation operations flop flops tflops gflops byte bytes kb mb gb tb
    mib gib mbit gbit bit bits episode episodes doc docs document documents pixel pixels
    point points prediction predictions inference inferences epoch epochs page pages task
    tasks job jobs game games rollout rollouts seq seqs sequence sequences sec_audio
    """.split()
)
"""What is done or moved: so many of them per second is a throughput."""

SECONDS = frozenset("s sec secs second seconds min minute minutes".split())
PERIODS = SECONDS | frozenset("hour hours h hr day days week month year".split())
PRICES = frozenset("dollar dollars usd watt watts joule joules kwh wh gpu".split())
SCORED = frozenset(
    "toxicity drift hallucination hallucinations error harmfulness maliciousness churn".split()
)
"""What is bad, and stays so when it is given a score; a latency score may well be the other way."""

OUTCOMES = frozenset(
    """
    mortality attrition latency volatility drawdown downtime churn_rate bounce_rate default_rate
    abandonment_rate packet_loss carbon emissions co2 jitter rtt cac cpa cpc burn_rate regret
    throughput bandwidth availability uptime mtbf mttf mttr ctr cvr click_through click_through_rate
    clickthrough_rate click_rate open_rate conversion_rate nps csat ltv clv arpu roas roi gmv sharpe
    win_rate elo survival_time survival_rate survival_days survival_months time_to_failure
    time_to_churn time_between_failures session_duration session_length time_on_site time_on_page
    watch_time dwell_time battery_life mpg miles_per_gallon mos snr efficiency modularity forgetting
    cagr completeness purity fluency coherence helpfulness success_rate pass_rate
    """.split()
)
"""What models predict: where a metric of models stands beside it, that one says the direction."""

TURNED_GROUPS = frozenset(
    "improved degraded reduced decreased saved fixed resolved eliminated removed free".split()
)
"""What may be said of the models or classes that were measured: the RMSE of the improved one."""

ALONE = {
    **dict.fromkeys("score pre top1 top5 top10 top_1 top_5 top_10 savings".split(), "higher"),
    **dict.fromkeys("hamming zero_one elapsed l1 l2".split(), "lower"),
}
"""What has a direction only where nothing else is said but which split, average or step it is."""

NO_NUMBERED = frozenset("fp fn tp tn ms em js kl psi se sd ci ap s n h w g p".split())
"""What is something else with a number behind it: fp16."""
