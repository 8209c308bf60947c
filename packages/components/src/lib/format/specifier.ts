/** A format: `[sign][$][,][.precision][~][type]`, whose parts mean what they do in d3-format. */
export interface Specifier {
  sign: boolean;
  currency: boolean;
  grouping: boolean;
  precision: number;
  trim: boolean;
  type: string;
}

const GRAMMAR = /^([+-]?)(\$?)(,?)(?:\.([0-9]|1[0-9]|20))?(~?)([%defgprs]?)$/;
const MAX_LENGTH = 20;
const MAX_FIXED = 1e21;
const PREFIXES = [
  'y',
  'z',
  'a',
  'f',
  'p',
  'n',
  'µ',
  'm',
  '',
  'k',
  'M',
  'G',
  'T',
  'P',
  'E',
  'Z',
  'Y',
];

export const MINUS = '−';

/** The format in a text, of which `{:.2f}` is another spelling; undefined for what is none. */
export function parseFormat(given: string | undefined): Specifier | undefined {
  if (given === undefined || given.length > MAX_LENGTH) return undefined;
  const trimmed = given.replace(/^ +| +$/g, '');
  const text = /^\{:.*\}$/.test(trimmed) ? trimmed.slice(2, -1) : trimmed;
  const found = GRAMMAR.exec(text);
  if (found === null || text === '') return undefined;
  const [, sign, currency, grouping, precision, trim, type = ''] = found;
  const places = precision === undefined ? (type === '' ? 12 : 6) : Number(precision);
  return {
    sign: sign === '+',
    currency: currency !== '',
    grouping: grouping !== '',
    precision:
      type === 'd' ? 0 : 'fe%'.includes(type) && type !== '' ? places : Math.max(places, 1),
    trim: trim !== '' || type === '',
    type: type === '' ? 'g' : type,
  };
}

/** The same format with other digits; a whole number with decimals is none. */
export const withPrecision = (spec: Specifier, precision: number): Specifier => ({
  ...spec,
  precision,
  type: spec.type === 'd' ? 'f' : spec.type,
});

/** A finite size of 0 or more by a format, without its sign and its groups of thousands. */
export function digits(size: number, spec: Specifier): string {
  const [text, suffix] = parts(size, spec);
  const trimmed = spec.trim
    ? text
        .replace(/(\.[0-9]*?)0+(?=e|$)/, '$1')
        .replace('.e', 'e')
        .replace(/\.$/, '')
    : text;
  return trimmed + suffix;
}

function parts(size: number, { type, precision }: Specifier): [text: string, suffix: string] {
  switch (type) {
    case 'd':
    case 'f':
      return [fixed(size, precision), ''];
    case 'e':
      return [exponential(size, precision), ''];
    case '%':
      if (size >= MAX_FIXED / 100) return [exponential(size, Math.max(precision, 2), 2), '%'];
      return [fixed(size * 100, precision), '%'];
    case 'p':
      if (size >= MAX_FIXED / 100) return [exponential(size, precision - 1, 2), '%'];
      return [significant(size * 100, precision), '%'];
    case 'r':
      return [significant(size, precision), ''];
    case 's':
      return withPrefix(size, precision);
    default:
      return [general(size, precision), ''];
  }
}

const fixed = (size: number, places: number): string =>
  size >= MAX_FIXED ? exponential(size, Math.max(places, 2)) : size.toFixed(places);

/** The first digits, and the power of ten of the first. */
function scientific(size: number, count: number): [digits: string, exponent: number] {
  const [mantissa = '', exponent] = size.toExponential(count - 1).split('e');
  return [mantissa.replace('.', ''), Number(exponent)];
}

function exponential(size: number, places: number, shift = 0): string {
  const [text, found] = scientific(size, places + 1);
  const exponent = found + shift;
  return `${pointed(text, 1)}e${exponent < 0 ? MINUS : '+'}${Math.abs(exponent)}`;
}

function significant(size: number, count: number): string {
  const [text, exponent] = scientific(size, count);
  if (exponent < -20 || exponent >= 21) return exponential(size, count - 1);
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${text}`;
  return pointed(text.padEnd(exponent + 1, '0'), exponent + 1);
}

function general(size: number, count: number): string {
  const [, exponent] = scientific(size, count);
  return exponent >= -6 && exponent < count
    ? significant(size, count)
    : exponential(size, count - 1);
}

function withPrefix(size: number, count: number): [text: string, prefix: string] {
  const [text, exponent] = scientific(size, count);
  const thousands = Math.floor(exponent / 3);
  const prefix = PREFIXES[thousands + 8];
  if (prefix === undefined) return [exponential(size, count - 1), ''];
  const whole = exponent - 3 * thousands + 1;
  return [pointed(text.padEnd(whole, '0'), whole), prefix];
}

const pointed = (text: string, whole: number): string =>
  text.length === whole ? text : `${text.slice(0, whole)}.${text.slice(whole)}`;
