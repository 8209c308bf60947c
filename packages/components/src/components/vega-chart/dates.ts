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

const ZONED = /\d(?:Z|[+-]\d\d:?\d\d)\s*$/;
const CLOCK = /\d ?[AP]M\b|\d:\d\d/;
const LABELS = ':is(.role-axis-label, .role-legend-label) text';
/** So many rows tell whether a field has zones. */
const LOOKED_AT = 100;

/** Fields that a specification, as JSON, has as moments. */
function momentFields(form: string): Set<string> {
  const fields = new Set<string>();
  JSON.parse(form, (key, value: unknown) => {
    if (!isObject(value)) return value;
    const { field, type, timeUnit } = value;
    if (typeof field === 'string' && (type === 'temporal' || timeUnit)) fields.add(field);
    if (key === 'parse')
      for (const [name, parsed] of Object.entries(value))
        if (/^(date|utc)/.test(String(parsed))) fields.add(name);
    return value;
  });
  return fields;
}

/** Whose clocks a drawn chart goes by, if it shows hours of moments that have a zone. */
export function zoneRemark(
  form: string,
  tables: readonly { rows: readonly unknown[] }[],
  drawn: Element,
): string | undefined {
  const labels = [...drawn.querySelectorAll(LABELS)];
  if (!labels.some(({ textContent }) => CLOCK.test(textContent))) return undefined;
  const fields = [...momentFields(form)];
  const isZoned = (value: unknown) => typeof value === 'number' || ZONED.test(String(value));
  const hasZone = (row: unknown) => isObject(row) && fields.some((name) => isZoned(row[name]));
  if (!tables.some(({ rows }) => rows.slice(0, LOOKED_AT).some(hasZone))) return undefined;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return `Times are in ${readDatesOf(form) === localDate ? timeZone : 'UTC'}.`;
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
