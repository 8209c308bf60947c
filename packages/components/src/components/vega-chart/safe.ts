/**
 * What a specification may make of the page around it: nothing. Where a host drops the page's
 * policy, as notebooks do, these are the only walls.
 */
import type { Loader } from 'vega';
import { isObject, readDataUri, type Spec } from './spec';

const COLOR_FUNCTIONS =
  /^(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark|var|calc)$/;
const INSIDE = /^url\(\s*(["']?)(#|data:image\/)/i;

/** Whether a value of an attribute or a style names nothing outside of the page. */
export function isInside(value: unknown): boolean {
  if (value === null || value === undefined || typeof value === 'number') return true;
  // A list becomes its text where Vega writes it down.
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- as Vega does
  const text = String(value);
  // An escape may spell what the names below would not.
  if (text.includes('\\')) return false;
  return [...text.matchAll(/([\w-]*)\(/g)].every(
    ({ 1: name = '', index }) =>
      COLOR_FUNCTIONS.test(name.toLowerCase()) ||
      (/^url$/i.test(name) && INSIDE.test(text.slice(index))),
  );
}

const INPUTS = ['range', 'select', 'radio', 'checkbox', 'text', 'number', 'color', 'date'];
const KEYS = [
  'min',
  'max',
  'step',
  'options',
  'labels',
  'name',
  'placeholder',
  'debounce',
  'event',
];
/** As many as a reader can choose from: the longer, the fewer. */
const MAX_OPTIONS = 1000;

/** An input for a signal with the keys that are known to be harmless, or nothing. */
export function safeBinding(binding: Spec): Spec | undefined {
  const { signal, input } = binding;
  if (typeof input !== 'string' || !INPUTS.includes(input)) return undefined;
  const listed = input === 'select' || input === 'radio';
  if (listed && !Array.isArray(binding.options)) return undefined;
  const safe: Spec = { signal, input };
  for (const key of KEYS) {
    const value = binding[key];
    if (Array.isArray(value))
      safe[key] = value.slice(0, MAX_OPTIONS / Math.max(1, String(value).length / 20_000));
    else if (value !== undefined && !isObject(value)) safe[key] = value;
  }
  return safe;
}

/** Events that a drag needs when it leaves the chart; keys are for the page they are typed into. */
const OF_WINDOW = ['pointermove', 'pointerup', 'pointercancel', 'mousemove', 'mouseup', 'resize'];
const OF_TOUCH = ['touchmove', 'touchend', 'touchcancel'];

/** What a chart may listen to: itself, and of its page what a drag needs. */
export const safeEvents = (config: unknown): Spec => {
  const defaults = isObject(config) && isObject(config.defaults) ? config.defaults : {};
  return {
    bind: 'container',
    defaults: Array.isArray(defaults.allow) ? { allow: defaults.allow } : {},
    selector: false,
    window: [...OF_WINDOW, ...OF_TOUCH],
    globalCursor: false,
  };
};

const LINK = /^(https?:\/\/|mailto:)/i;

/** Reads what stands in the page; everything else is refused, and named. */
export function closedLoader(refuse: (address: string) => void): Loader {
  const refused = (address: unknown): Promise<never> => {
    const text = String(address);
    refuse(text);
    return Promise.reject(new Error(`${text}: a card loads nothing from the network`));
  };
  const load = (address: string) => {
    const text = readDataUri(address);
    return text === undefined ? refused(address) : Promise.resolve(text);
  };
  const sanitize = (address: unknown, options: { context?: string } = {}) => {
    const text = String(address);
    if (options.context === 'href') {
      return LINK.test(text)
        ? Promise.resolve({ href: text, target: '_blank', rel: 'noopener noreferrer' })
        : Promise.reject(new Error(`${text} is no link that a card follows`));
    }
    return /^data:image\//i.test(text) ? Promise.resolve({ href: text }) : refused(text);
  };
  return { load, http: refused, file: refused, sanitize };
}
