/**
 * The ramps as CSS: a color is a mix of two neighboring tokens, so that the style sheet alone
 * decides on light, dark and paper, and nothing is drawn again for them.
 */
export type Ramp = 'right' | 'error' | 'diverging';

const token = (name: string) => `var(--kit-${name})`;
const steps = (name: string) => Array.from({ length: 9 }, (_, i) => `${name}-${i + 1}`);

/** The names of the tokens from one end of a ramp to the other. */
export const RAMPS: Readonly<Record<Ramp, readonly string[]>> = {
  right: steps('right'),
  error: steps('error'),
  diverging: [...steps('error').reverse(), 'sunk', ...steps('right')],
};

/** Shades between two tokens. More are not told apart, and each is a string of its own. */
const SHADES = 16;

const known = new Map<string, string>();

/**
 * The color at `share` of a ramp, 0 to 1, as a CSS value.
 *
 * Shares outside are clamped; NaN has the color of 0.
 */
export function ramp(name: Ramp, share: number): string {
  const tokens = RAMPS[name];
  const most = (tokens.length - 1) * SHADES;
  const at = Math.round(Math.min(1, Math.max(0, share || 0)) * most);
  const key = `${name} ${at}`;
  let color = known.get(key);
  if (color === undefined) {
    const [low = '', high] = tokens.slice(Math.floor(at / SHADES));
    const percent = ((at % SHADES) / SHADES) * 100;
    color =
      percent === 0 || high === undefined
        ? token(low)
        : `color-mix(in oklab, ${token(high)} ${percent}%, ${token(low)})`;
    known.set(key, color);
  }
  return color;
}

/** As `ramp`, but within the steps on which ink is read at 5 to 1 or more: for cells with digits. */
export const rampUnderText = (name: Ramp, share: number): string =>
  name === 'diverging'
    ? ramp(name, 0.5 + ((share || 0) - 0.5) * TEXT_PART)
    : ramp(name, (share || 0) * TEXT_PART);

/** Five steps of nine. */
const TEXT_PART = 0.5;
