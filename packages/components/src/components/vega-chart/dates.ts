/** Dates without a time, which JavaScript reads as midnight in Greenwich. */
import { typeParsers } from 'vega';
import { isObject } from './spec';

const DAY = /^\s*(\d{4}|[+-]\d{6})-(\d\d)(?:-(\d\d))?\s*$/;
const LOCAL = 'localDate';

/** A date without a time is midnight where the reader is, not the evening before. */
export function localDate(text: string): number {
  const [, year, month, day] = DAY.exec(text) ?? [];
  return year === undefined
    ? Date.parse(text)
    : new Date(Number(year), Number(month) - 1, Number(day ?? 1)).getTime();
}

/** How a specification's dates are read: one that computes in UTC has them in UTC. */
export const readDatesOf = (form: string): ((text: string) => number) =>
  /"utc/.test(form) ? Date.parse : localDate;

/** Tells this copy of Vega the type of such dates. */
export function useLocalDates(): void {
  typeParsers[LOCAL] = (value) => (typeof value === 'string' ? localDate(value) : value);
}

interface Source {
  format?: unknown;
}

/** Lets the sources of a compiled specification read their dates so. */
export function readLocally(sources: readonly Source[]): void {
  for (const { format } of sources) {
    if (!isObject(format) || !isObject(format.parse)) continue;
    for (const [field, type] of Object.entries(format.parse)) {
      if (type === 'date') format.parse[field] = LOCAL;
    }
  }
}
