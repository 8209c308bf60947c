/** A comparison as a table of models by metrics and parameters, for other programs. */
import type { TableColumn } from '$kit/parts/table';
import { parameterText, type MetricColumn } from './compare';
import type { ModelComparisonNode } from './types';

export const copiedColumns = (
  { models, parameters }: Pick<ModelComparisonNode, 'models' | 'parameters'>,
  columns: readonly MetricColumn[],
): TableColumn<number>[] => [
  { key: 'model', name: 'model', value: (i) => models[i]?.name ?? '' },
  ...columns.map((column): TableColumn<number> => ({
    key: `metric ${column.name}`,
    name: column.name,
    kind: 'number',
    value: (i) => column.values[i] ?? null,
    format: (i) => column.figures[i]?.text ?? '',
  })),
  ...parameters.map((parameter): TableColumn<number> => ({
    key: `parameter ${parameter.name}`,
    name: parameter.name,
    value: (i) => {
      const cell = parameter.cells[i] ?? {};
      return cell.text ?? (typeof cell.value === 'number' ? cell.value : parameterText(cell));
    },
  })),
];
