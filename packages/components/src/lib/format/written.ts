import { digits, MINUS, type Specifier } from './specifier';

/** What stands for a missing value, and for a share of nothing. */
export const MISSING = '—';

/** Text for what no format can write: a missing value is a dash, NaN and the infinities are themselves. */
export const special = (value: number | null): string =>
  value === null ? MISSING : Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : `${MINUS}∞`;

/** 0, 1 or 100, where the format rounds the value to it. */
export function landmarkOf(value: number, spec: Specifier, hundred: boolean): number | undefined {
  const size = Math.abs(value);
  const near = [0, 1, 100].filter(
    (mark) => (mark < 100 || hundred) && size !== mark && Math.abs(size - mark) < 1 + mark / 2,
  );
  if (near.length === 0) return undefined;
  const text = digits(size, spec);
  return near.find((mark) => text === digits(mark, spec));
}

/** A finite number by a format; one that rounding would bring to 0, 1 or 100 says on which side it is. */
export function written(value: number, spec: Specifier, hundred: boolean): string {
  const size = Math.abs(value);
  const mark = landmarkOf(value, spec, hundred);
  let text = digits(size, spec);
  let below: boolean | undefined;
  if (mark !== undefined) {
    let places = spec.precision + (spec.type === '%' ? 2 : spec.type === 'e' ? 1 : 0);
    if (mark === 100 && !'fd%'.includes(spec.type)) places -= 2;
    const step = 10 ** -places;
    below = mark === 0 || (size < mark && mark - step <= 0);
    if (mark === 0) text = digits(step, spec);
    else if (size < mark && mark - step > 0) text = digits(mark - step, spec);
  }
  if (spec.grouping) text = text.replace(/^\d+/, grouped);
  const relation = below === undefined ? '' : below === value > 0 ? '<' : '>';
  const sign = value < 0 ? MINUS : spec.sign && value > 0 ? '+' : '';
  return `${relation}${sign}${spec.currency ? '$' : ''}${text}`;
}

/** A whole number that no double holds, with all of its digits where the format has them. */
export function writtenLong(value: bigint, spec: Specifier): string | undefined {
  if (spec.type !== 'd') return undefined;
  const size = String(value).replace('-', '');
  const sign = value < 0 ? MINUS : spec.sign ? '+' : '';
  return `${sign}${spec.currency ? '$' : ''}${spec.grouping ? grouped(size) : size}`;
}

const grouped = (whole: string): string => whole.replace(/\B(?=(\d{3})+$)/g, ',');
