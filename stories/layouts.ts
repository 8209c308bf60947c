/** Nodes to fill the containers of stories with. */
import type { TypedNode } from '$kit/wire/node';
import { lineCharts } from './line-charts';

export const problem = (id: string, message: string, title?: string): TypedNode => ({
  type: 'problem',
  id,
  message,
  ...(title !== undefined && { title }),
});

export const chart = (id: string, title: string): TypedNode => ({
  type: 'line_chart',
  id,
  ...lineCharts.typical,
  title,
});

export const table = (id: string, title: string): TypedNode => ({
  type: 'metric_table',
  id,
  title,
  metrics: [
    { name: 'accuracy', value: 0.934 },
    { name: 'log loss', value: 0.213 },
    { name: 'recall', value: 0.9 },
    { name: 'precision', value: 0.91 },
    { name: 'f1', value: 0.905 },
  ],
});

export const text = (id: string, words: string): TypedNode => ({ type: 'text', id, text: words });

export const section = (title: string, nodes: TypedNode[], caption?: string): TypedNode => ({
  type: 'section',
  id: title,
  title,
  ...(caption !== undefined && { caption }),
  nodes,
});
