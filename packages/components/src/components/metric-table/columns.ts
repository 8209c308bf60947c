import { read } from '$kit/lib/format';
import type { Value } from '$kit/lib/table/order';
import type { TableColumn } from '$kit/parts/table';
import type { Num } from '$kit/wire/node';
import { figuresOf, verdictWord } from './figures';
import type { Metric } from './types';

const exact = (value: Num = null): Value => (value === null ? null : Number(value));

/** Everything that is known of the metrics, for other programs: exact values, one fact a column. */
export function copiedColumns(metrics: readonly Metric[]): TableColumn<Metric>[] {
  const has = (field: keyof Metric) => metrics.some((metric) => metric[field] !== undefined);
  const compared = has('baseline') || has('baseline_text');
  const column = (
    name: string,
    value: (metric: Metric) => Value,
    format?: (metric: Metric) => string,
  ): TableColumn<Metric> => ({ key: name, name, value, ...(format ? { format } : {}) });
  return [
    column('metric', ({ name }) => name),
    column(
      'value',
      ({ text, value }) => text ?? exact(value),
      (m) => figuresOf(m).value,
    ),
    ...(has('sd') ? [column('sd', ({ sd }) => exact(sd))] : []),
    ...(has('n') ? [column('n', ({ n }) => n)] : []),
    ...(has('unit') ? [column('unit', ({ unit }) => unit)] : []),
    ...(compared
      ? [
          column(
            'baseline',
            ({ baseline_text, baseline }) => baseline_text ?? exact(baseline),
            (m) => figuresOf(m).baseline,
          ),
          ...(has('baseline_sd') ? [column('baseline_sd', (m) => exact(m.baseline_sd))] : []),
          ...(has('baseline_n') ? [column('baseline_n', (m) => m.baseline_n)] : []),
          column(
            'change',
            ({ change }) => exact(change),
            (m) => figuresOf(m).change,
          ),
          column(
            'relative_change',
            ({ relative_change }) => relative_change,
            (m) => figuresOf(m).relativeChange,
          ),
          column('verdict', verdictWord),
        ]
      : []),
    ...(has('noise') ? [column('noise', ({ noise }) => noise)] : []),
    ...(has('target')
      ? [
          column(
            'target',
            ({ target }) => target,
            (m) => figuresOf(m).target,
          ),
          column('target_met', ({ target_met }) => target_met),
        ]
      : []),
    ...(has('reason') ? [column('reason', ({ reason }) => reason)] : []),
    ...(has('description') ? [column('description', ({ description }) => description)] : []),
  ];
}

/** Tells a row from all others, and stays with its metric when the values change. */
export function keysOf(metrics: readonly Metric[]): Map<Metric, string> {
  const seen = new Map<string, number>();
  return new Map(
    metrics.map((metric) => {
      const before = seen.get(metric.name) ?? 0;
      seen.set(metric.name, before + 1);
      return [metric, `${before} ${metric.name}`];
    }),
  );
}

/** Numbers sort as numbers, texts beside them as texts. */
export const valueOf = ({ text, value }: Metric): Value =>
  value === null ? text : Number.isNaN(read(value)) ? Number.NaN : read(value);
