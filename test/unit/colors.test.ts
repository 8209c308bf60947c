/** What the style sheet claims about its colors, computed from the style sheet. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tabulate } from '$kit/lib/color/canvas';
import {
  linearToOklab,
  oklabToRgb,
  parseColor,
  rgbToOklab,
  toLinear,
  type Triple,
} from '$kit/lib/color/oklab';
import { CATEGORIES, seriesStyle } from '$kit/lib/color/palette';
import { ramp, RAMPS, rampUnderText } from '$kit/lib/color/ramp';

const css = readFileSync('packages/components/src/theme.css', 'utf8');
const [light = '', afterLight = ''] = css.split('@media screen');
const dark = afterLight.split('@media')[0] ?? '';

const tokensOf = (text: string) =>
  new Map(
    [...text.matchAll(/--kit-([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
  );

const themes = { light: tokensOf(light), dark: tokensOf(dark) };

function contrast(one: Triple, other: Triple): number {
  const luminance = (rgb: Triple) => {
    const [r, g, b] = rgb.map(toLinear) as unknown as Triple;
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** G. Machado, M. Oliveira, L. Fernandes, 2009: severity 1, in linear RGB. */
const VISION = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

function seen(color: Triple, vision: keyof typeof VISION): Triple {
  const rgb = color.map(toLinear);
  const through = VISION[vision].map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, part, i) => sum + part * (rgb[i] ?? 0), 0),
      ),
    ),
  );
  return linearToOklab(through as unknown as Triple);
}

const distance = (one: Triple, other: Triple) =>
  100 * Math.hypot(...one.map((part, i) => part - (other[i] ?? 0)));

function smallest(colors: readonly Triple[]): number {
  const gaps = colors.flatMap((one, i) => colors.slice(i + 1).map((other) => distance(one, other)));
  return Math.min(...gaps);
}

test('the page on design has the colors as they are', () => {
  const page = readFileSync('docs/design.md', 'utf8');
  const rows = page.split('\n').filter((line) => line.includes('`#'));
  const hexes = (row: string) => row.match(/#[0-9a-f]{6}/g) ?? [];
  const documented = new Map<string, string[]>();
  for (const row of rows) {
    const [first = ''] = row.slice(2).split(' |');
    const name = first.replaceAll('`', '');
    const [one, two, three, four] = hexes(row);
    if (four !== undefined) {
      documented.set(`right-${name}`, [one ?? '', two ?? '']);
      documented.set(`error-${name}`, [three ?? '', four]);
    } else documented.set(/^\d$/.test(name) ? `cat-${name}` : name, [one ?? '', two ?? '']);
  }
  for (const [name = '', color = ''] of themes.light) {
    expect(documented.get(name), name).toEqual([color, themes.dark.get(name)]);
  }
});

test('both themes name the same colors', () => {
  expect([...themes.dark.keys()]).toEqual([...themes.light.keys()]);
});

describe.each(Object.entries(themes))('in the %s theme', (theme, tokens) => {
  const color = (name: string): Triple => {
    const hex = tokens.get(name);
    if (hex === undefined) throw new Error(`The ${theme} theme has no --kit-${name}.`);
    return parseColor(hex);
  };
  const between = (one: string, other: string) => contrast(color(one), color(other));

  test.each([
    'ink',
    'ink-2',
    'ink-3',
    'good',
    'bad',
    'warn',
    'accent',
    'code-name',
    'code-literal',
  ])('text in %s is read at 4.5 to 1 on the ground, on paper and on what is sunk', (name) => {
    for (const surface of ['ground', 'paper', 'sunk']) {
      expect(between(name, surface), surface).toBeGreaterThanOrEqual(4.5);
    }
  });

  test.each(['good', 'bad', 'warn', 'accent'])(
    'text in %s and in ink is read at 4.5 to 1 on its wash',
    (name) => {
      expect(between(name, `${name}-wash`)).toBeGreaterThanOrEqual(4.5);
      expect(between('ink', `${name}-wash`)).toBeGreaterThanOrEqual(4.5);
      expect(between('ink-2', `${name}-wash`)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(['mark', 'right-7', 'error-6', 'good', 'bad', 'warn', 'accent'])(
    'a mark in %s is seen at 3 to 1 on paper',
    (name) => {
      expect(between(name, 'paper')).toBeGreaterThanOrEqual(3);
    },
  );

  test('every category is seen at 3 to 1 on paper', () => {
    for (let i = 1; i <= CATEGORIES; i++) {
      expect(between(`cat-${i}`, 'paper'), `cat-${i}`).toBeGreaterThanOrEqual(3);
    }
  });

  test.each(['right', 'error', 'diverging'] as const)(
    'digits in ink are read at 5 to 1 on every color of the ramp %s under text',
    (name) => {
      const stops = RAMPS[name].map((token) => rgbToOklab(color(token)));
      const shades = tabulate(stops, 1 + (stops.length - 1) * 16);
      const shadeOf = (css: string): Triple => {
        const parts = css.match(/(?:right|error)-\d|sunk|[\d.]+(?=%)/g) ?? [];
        const [low, high, percent] =
          parts.length === 3 ? [parts[2], parts[0], Number(parts[1])] : [parts[0], parts[0], 0];
        const at = (token?: string) => RAMPS[name].indexOf(token ?? '') * 16;
        const index = at(low) + ((at(high) - at(low)) * percent) / 100;
        return [...shades.slice(3 * index, 3 * index + 3)] as unknown as Triple;
      };
      for (let share = 0; share <= 1; share += 0.01) {
        const shade = shadeOf(rampUnderText(name, share));
        expect(contrast(color('ink'), shade), `${share}`).toBeGreaterThanOrEqual(5);
      }
    },
  );

  test.each(['right', 'error'] as const)(
    'the ramp %s gets darker or lighter all the way',
    (name) => {
      const lightness = RAMPS[name].map((token) => rgbToOklab(color(token))[0]);
      const steps = lightness.slice(1).map((after, i) => after - (lightness[i] ?? 0));
      expect(Math.min(...steps.map(Math.abs))).toBeGreaterThan(0.03);
      expect(new Set(steps.map(Math.sign)).size).toBe(1);
    },
  );

  test.each(['protanopia', 'deuteranopia'] as const)(
    'categories are documented apart under %s',
    (vision) => {
      const names = Array.from({ length: CATEGORIES }, (_, i) => `cat-${i + 1}`);
      const apart = smallest(names.map((name) => seen(color(name), vision)));
      expect(apart).toBeGreaterThanOrEqual(theme === 'light' ? 9.4 : 7.7);
    },
  );
});

describe('a ramp', () => {
  test('is its tokens at its steps, and mixes of two neighbors between them', () => {
    expect(ramp('right', 0)).toBe('var(--kit-right-1)');
    expect(ramp('right', 1)).toBe('var(--kit-right-9)');
    expect(ramp('error', 0.5)).toBe('var(--kit-error-5)');
    expect(ramp('error', 1.5 / 8)).toBe(
      'color-mix(in oklab, var(--kit-error-3) 50%, var(--kit-error-2))',
    );
    expect(ramp('diverging', 0.5)).toBe('var(--kit-sunk)');
    for (const name of ['right', 'diverging'] as const) {
      expect(rampUnderText(name, NaN)).toBe(rampUnderText(name, 0));
    }
  });

  test('clamps what is outside, and starts at its end for no number', () => {
    expect(ramp('right', -3)).toBe(ramp('right', 0));
    expect(ramp('right', 7)).toBe(ramp('right', 1));
    expect(ramp('right', Number.NaN)).toBe(ramp('right', 0));
  });

  test('is made of so few different strings that ten thousand cells share them', () => {
    const colors = Array.from({ length: 10_000 }, (_, i) => ramp('right', i / 9999));
    expect(new Set(colors).size).toBe(129);
  });
});

test('OKLab and back is the same color', () => {
  for (const hex of [...themes.light.values(), ...themes.dark.values()]) {
    const rgb = parseColor(hex ?? '');
    oklabToRgb(rgbToOklab(rgb)).forEach((channel, i) =>
      expect(channel).toBeCloseTo(rgb[i] ?? 0, 2),
    );
  }
});

test('series have colors of their own up to eight, dashes from the fifth on, and gray above seven of more', () => {
  const eight = Array.from({ length: 8 }, (_, i) => seriesStyle(i, 8));
  expect(new Set(eight.map(({ color }) => color)).size).toBe(8);
  expect(eight.map(({ dash }) => dash !== undefined)).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
    true,
    true,
  ]);
  expect(new Set(eight.slice(4).map(({ dash }) => dash)).size).toBe(4);
  expect(seriesStyle(6, 20).color).toBe('var(--kit-cat-7)');
  expect(seriesStyle(7, 20).color).toBe('var(--kit-mark)');
});
