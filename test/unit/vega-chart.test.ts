// @vitest-environment happy-dom
import { readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cleanup, render, waitFor } from '@testing-library/svelte';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import VegaChart from '$kit/components/vega-chart';
import { linesOf } from '$kit/components/vega-chart/delimited';
import { lookOf } from '$kit/components/vega-chart/look';
import { limitSteps, readPattern, stepsOf } from '$kit/components/vega-chart/patterns';
import { tooltipRows } from '$kit/components/vega-chart/pointed';
import {
  fit,
  heightOf,
  isLite,
  nameOf,
  readDataUri,
  viewsAcross,
} from '$kit/components/vega-chart/spec';
import { provideSections } from '$kit/wire/sections';
import { ROOT } from '../../scripts/sources';

const PYTHON = path.join(ROOT, 'packages/python-wrapper/src/metaflow_extensions/card_kit');

const BARS = {
  data: { values: [1, 2, 3].map((fold) => ({ fold, auc: 0.9 + fold / 100 })) },
  mark: 'bar',
  encoding: {
    x: { field: 'fold', type: 'ordinal' },
    y: { field: 'auc', type: 'quantitative' },
  },
};

describe('a specification', () => {
  it('tells how many views stand side by side', () => {
    const rows = ['a', 'b', 'a', 'c'].map((k) => ({ k }));
    const by = { field: 'k', type: 'nominal' };
    expect(viewsAcross({ mark: 'bar' }, rows)).toBe(0);
    expect(viewsAcross({ mark: 'bar', encoding: { column: by } }, rows)).toBe(3);
    expect(viewsAcross({ mark: 'bar', encoding: { facet: { ...by, columns: 2 } } }, rows)).toBe(2);
    expect(viewsAcross({ facet: by, columns: 2, spec: { mark: 'bar' } }, rows)).toBe(2);
    expect(viewsAcross({ facet: { row: by }, spec: { mark: 'bar' } }, rows)).toBe(0);
    expect(viewsAcross({ hconcat: [{}, {}] }, rows)).toBe(2);
    expect(viewsAcross({ vconcat: [{}, {}] }, rows)).toBe(0);
    expect(viewsAcross({ repeat: { column: ['u', 'v'] }, spec: {} }, rows)).toBe(2);
  });

  it('is as high as its names, where they are known', () => {
    const y = { field: 'k', type: 'nominal' };
    const data = { values: ['a', 'b', 'a'].map((k) => ({ k })) };
    expect(heightOf({ mark: 'bar', encoding: { y }, data })).toBe(40 + 68);
    expect(heightOf({ mark: 'bar', encoding: { y: { type: 'quantitative' } }, data })).toBe(304);
    expect(heightOf({ mark: 'bar', height: 100 })).toBe(168);
  });

  it('is Vega only when its schema says so', () => {
    expect(isLite({ $schema: 'https://vega.github.io/schema/vega/v6.json' })).toBe(false);
    expect(isLite({ $schema: 'https://vega.github.io/schema/vega-lite/v5.json' })).toBe(true);
    expect(isLite({})).toBe(true);
  });

  it('is as wide as the card where its width is open', () => {
    expect(fit(BARS)).toEqual({ ...BARS, width: 'container' });
    expect(fit({ layer: [] }).width).toBe('container');
  });

  it('keeps the size that its author gave', () => {
    expect(fit({ ...BARS, width: 200, height: 80 })).toEqual({ ...BARS, width: 200, height: 80 });
    expect(fit({ ...BARS, width: { step: 20 } }).width).toEqual({ step: 20 });
  });

  it('has its own width in each panel of several', () => {
    expect(fit({ hconcat: [BARS] })).toEqual({ hconcat: [BARS] });
    expect(fit({ ...BARS, encoding: { ...BARS.encoding, row: { field: 'fold' } } }).width).toBe(
      undefined,
    );
  });

  it('is never as high as a container that is as high as its content', () => {
    expect(fit({ ...BARS, height: 'container' })).not.toHaveProperty('height');
  });

  it('is named by its description, else by its title', () => {
    expect(nameOf({ description: 'Folds', title: 'AUC' })).toBe('Folds');
    expect(nameOf({ title: { text: ['AUC', 'by fold'] } })).toBe('AUC by fold');
    expect(nameOf(BARS)).toBeUndefined();
  });

  it('may hold data in an address', () => {
    expect(readDataUri('data:text/csv;base64,YSxiCsOkLDE=')).toBe('a,b\nä,1');
    expect(readDataUri('data:text/csv,a%2Cb')).toBe('a,b');
    expect(readDataUri('https://example.com/a.csv')).toBeUndefined();
  });

  it('may hold delimited text, with quotes', () => {
    expect(linesOf('a,b\r\n"1,""x""\n",2\n\n3,', ',')).toEqual([
      ['a', 'b'],
      ['1,"x"\n', '2'],
      ['3', ''],
    ]);
    expect(linesOf('a\tb', '\t')).toEqual([['a', 'b']]);
  });

  it('tells what the reader points at by name', () => {
    expect(tooltipRows({ fold: '1', auc: '0.91' })).toEqual([
      { name: 'fold', value: '1' },
      { name: 'auc', value: '0.91' },
    ]);
    expect(tooltipRows('<b>')).toEqual([{ name: '', value: '<b>' }]);
    expect(tooltipRows({ deep: { a: 1 }, list: [1, 2] })).toEqual([
      { name: 'deep', value: '{…}' },
      { name: 'list', value: '[2 values]' },
    ]);
    expect(tooltipRows(0)).toHaveLength(1);
    expect(tooltipRows(null)).toEqual([]);
  });

  it('has no color but those of the tokens', () => {
    const resolved = { font: 'serif', ramp: ['LOW', 'HIGH'], diverging: ['ERROR', 'HIGH'] };
    for (const lite of [true, false]) {
      expect(JSON.stringify(lookOf(resolved, lite))).not.toMatch(/#[0-9a-f]{3}|rgb/i);
    }
  });
});

describe('a chart', () => {
  beforeAll(async () => {
    const vega = await import('$kit/components/vega-chart/section');
    provideSections(() => Promise.resolve(vega));
  }, 60_000);
  afterEach(cleanup);

  const show = (spec: Record<string, unknown>) =>
    render(VegaChart, { id: 'chart', title: 'Folds', spec });

  it('is drawn with one mark for each datum', async () => {
    const { container } = show(BARS);
    await waitFor(() => expect(container.querySelectorAll('.mark-rect path')).toHaveLength(3));
    expect(container.querySelector('[role="graphics-document"]')?.getAttribute('aria-label')).toBe(
      'Folds',
    );
  });

  it('leaves the specification as it was', async () => {
    const spec = structuredClone(BARS);
    const { container } = show(spec);
    await waitFor(() => expect(container.querySelector('.mark-rect path')).not.toBeNull());
    expect(spec).toEqual(BARS);
  });

  it('says what is wrong with a specification, and recovers with the next one', async () => {
    const { container, rerender } = show({ ...BARS, mark: 'flower' });
    await waitFor(() => expect(container.textContent).toContain('VegaChart is not drawn'));
    expect(container.textContent).toContain(
      'Vega-Lite cannot read this specification; a mark, a type or a channel may be misspelled',
    );
    await rerender({ spec: BARS });
    await waitFor(() => expect(container.querySelectorAll('.mark-rect path')).toHaveLength(3));
    await waitFor(() => expect(container.textContent).not.toContain('VegaChart is not drawn'));
  });

  it('refuses to load data, and names the address', async () => {
    const { container } = show({ ...BARS, data: { url: 'https://example.com/a.csv' } });
    await waitFor(() =>
      expect(container.textContent).toContain(
        'https://example.com/a.csv: a card loads nothing from the network',
      ),
    );
  });

  it('reads data from an address that holds them', async () => {
    const { container } = show({
      ...BARS,
      data: { url: 'data:text/csv,fold%2Cauc%0A1%2C0.5%0A2%2C0.7', format: { type: 'csv' } },
    });
    await waitFor(() => expect(container.querySelectorAll('.mark-rect path')).toHaveLength(2));
  });

  it('tells what Vega left out', async () => {
    const { container } = show({
      ...BARS,
      encoding: { ...BARS.encoding, shape: { field: 'fold', type: 'nominal' } },
    });
    await waitFor(() => expect(container.querySelector('.notes')?.textContent).toContain('shape'));
  });

  it('of no rows waits for its data, without remarks', async () => {
    const { container, rerender } = show({ ...BARS, data: { values: [] } });
    await waitFor(() => expect(container.textContent).toContain('No data yet'));
    expect(container.querySelector('.notes, .callout, svg.marks')).toBeNull();
    await rerender({ spec: BARS });
    await waitFor(() => expect(container.querySelectorAll('.mark-rect path')).toHaveLength(3));
    await waitFor(() => expect(container.textContent).not.toContain('No data yet'));
  });

  it('without a specification waits for one', async () => {
    const { container } = render(VegaChart, { id: 'chart' });
    await waitFor(() => expect(container.textContent).toContain('No data yet'));
  });

  it('tells of a field without values, once', async () => {
    const { container } = show({ ...BARS, data: { values: [{ fold: 1 }] } });
    await waitFor(() =>
      expect(container.querySelector('.notes')?.textContent.trim()).toBe(
        'No finite values of auc.',
      ),
    );
  });

  it('has no remark about a layout that nobody asked for', async () => {
    const { container } = show({
      ...BARS,
      mark: 'rect',
      encoding: { ...BARS.encoding, y: { field: 'auc', type: 'nominal' } },
    });
    await waitFor(() => expect(container.querySelectorAll('.mark-rect path')).toHaveLength(3));
    await waitFor(() => expect(container.querySelector('[aria-busy="true"]')).toBeNull());
    expect(container.querySelector('.notes')).toBeNull();
  });

  it('names each of its parts for readers who hear it', async () => {
    const { container } = show({
      $schema: 'https://vega.github.io/schema/vega/v6.json',
      marks: [{ type: 'rect', encode: { enter: { width: { value: 9 }, height: { value: 9 } } } }],
    });
    await waitFor(() => expect(container.querySelector('.mark-rect')).not.toBeNull());
    for (const part of container.querySelectorAll('[role="graphics-symbol"]')) {
      expect(part.getAttribute('aria-label')).toBe('rect marks');
    }
  });

  const drawnWith = async (embedOptions: unknown, more: Record<string, unknown> = {}) => {
    const { container } = show({ ...BARS, ...more, usermeta: { embedOptions } });
    await waitFor(() => expect(container.querySelector('[aria-busy="true"]')).toBeNull());
    return container;
  };
  const ticksOf = (container: Element) =>
    [...container.querySelectorAll('.role-axis-label text')].map((label) => label.textContent);

  it('writes numbers and dates as its embed options say, and the next chart does not', async () => {
    const day = { field: 'fold', type: 'temporal', timeUnit: 'monthdate', axis: { format: '%B' } };
    const embedOptions = {
      formatLocale: { decimal: ',', thousands: '.', grouping: [3], currency: ['', ' €'] },
      timeFormatLocale: {
        ...Object.fromEntries(['dateTime', 'date', 'time'].map((name) => [name, '%x'])),
        periods: ['', ''],
        days: Array(7).fill('Tag'),
        shortDays: Array(7).fill('Tag'),
        months: Array(12).fill('Jänner'),
        shortMonths: Array(12).fill('Jän'),
      },
    };
    const encoding = { ...BARS.encoding, x: day };
    const german = ticksOf(await drawnWith(embedOptions, { encoding, width: 200 }));
    expect(german).toContain('0,5');
    expect(german).toContain('Jänner');
    expect(ticksOf(await drawnWith({}))).toContain('0.2');
  });

  it('follows the theme and the configuration of its embed options', async () => {
    const themed = await drawnWith({ theme: 'dark', config: { bar: { fill: 'tomato' } } });
    expect(themed.querySelector<SVGElement>('svg.marks')?.style.backgroundColor).toBe('#333');
    expect(themed.querySelector('.mark-rect path')?.getAttribute('fill')).toBe('tomato');
    const unknown = await drawnWith({ theme: 'version' });
    expect(unknown.querySelector('.mark-rect path')?.getAttribute('fill')).toBe(
      'var(--kit-right-7)',
    );
  });

  it('takes no other embed option from its specification', async () => {
    const page = document.head.innerHTML;
    const container = await drawnWith({
      actions: true,
      forceActionsMenu: true,
      defaultStyle: true,
      renderer: 'canvas',
      mode: 'vega',
      logLevel: 4,
      tooltip: { disableDefaultStyle: false },
      hover: true,
      bind: 'body',
      ast: false,
      loader: { baseURL: 'https://example.com/' },
      patch: 'https://example.com/patch.json',
      editorUrl: 'https://example.com/',
      sourceHeader: '<script>window.hacked = 1</script>',
      expressionFunctions: { now: 'hacked' },
    });
    expect(container.querySelectorAll('svg .mark-rect path')).toHaveLength(3);
    expect(container.querySelector('canvas, details, .vega-actions, style')).toBeNull();
    expect(container.querySelector('.notes')).toBeNull();
    expect(document.head.innerHTML).toBe(page);
  });

  it('refuses a configuration from the network, and names the address', async () => {
    const container = await drawnWith({ config: 'https://example.com/config.json' });
    expect(container.textContent).toContain(
      'https://example.com/config.json: a card loads nothing from the network',
    );
  });

  it('keeps its inputs to itself', async () => {
    const outside = document.body.appendChild(document.createElement('div'));
    outside.id = 'outside';
    const { container } = show({
      ...BARS,
      params: [{ name: 'size', value: 1, bind: { input: 'range', element: '#outside' } }],
      config: { events: { bind: 'any' } },
    });
    await waitFor(() => expect(container.querySelector('input[type="range"]')).not.toBeNull());
    expect(outside.childElementCount).toBe(0);
    outside.remove();
  });

  it('is drawn without a remark when it was written for an older version', async () => {
    const $schema = 'https://vega.github.io/schema/vega-lite/v5.17.0.json';
    const container = await drawnWith(undefined, { $schema });
    expect(container.querySelectorAll('.mark-rect path')).toHaveLength(3);
    expect(container.querySelector('.notes')).toBeNull();
  });

  it('is drawn when its schema names no version', async () => {
    for (const $schema of ['https://example.com/', 7]) {
      const container = await drawnWith(undefined, { $schema });
      expect(container.querySelectorAll('.mark-rect path')).toHaveLength(3);
      expect(container.querySelector('.notes')).toBeNull();
    }
  });

  it('is not drawn again for an update that changes nothing', async () => {
    const { container, rerender } = show(BARS);
    await waitFor(() => expect(container.querySelector('svg.marks')).not.toBeNull());
    const picture = container.querySelector('svg.marks');
    await rerender({ spec: structuredClone(BARS) });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(container.querySelector('svg.marks')).toBe(picture);
  });
});

it('every transform of the rare part of Vega has its word in Python', async () => {
  const vega = createRequire(
    realpathSync(path.join(ROOT, 'packages/components/node_modules/vega/package.json')),
  );
  const packages = ['crossfilter', 'force', 'geo', 'hierarchy', 'label', 'voronoi', 'wordcloud'];
  const modules = await Promise.all(
    packages.map(
      (name) => import(pathToFileURL(vega.resolve(`vega-${name}`)).href) as Promise<object>,
    ),
  );
  const file = path.join(PYTHON, 'vega/rare.py');
  const words = /_TRANSFORMS = """([^"]+)"""/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  const names = modules.flatMap((module) => Object.keys(module)).map((name) => name.toLowerCase());
  expect(words.trim().split(/\s+/).sort()).toEqual(names.sort());
});

describe('a pattern in an expression', () => {
  it.each([
    '(a+)+$',
    '(a|aa)+$',
    '((a+))+$',
    '(((a*)))*b',
    '(?:a?){40}b',
    '(a?a?)*b',
    '(x+x+)+y',
    '([a-z]+)*\\d',
    '(?<n>a|a)*b',
    '(a{1,9}){30}',
    '(a)\\1',
    '(?:(?:b|a)c?)+',
  ])('is refused where some text takes for ever: %s', (source) => {
    expect(() => readPattern(source)).toThrow('may take for ever');
    expect(() => readPattern(new RegExp(source))).toThrow('may take for ever');
  });
  it.each([
    'a+b+',
    '(a+)b+',
    '(foo|bar)?baz',
    '(\\d{3})+',
    '^[(+)*]+$',
    '\\(a+\\)+',
    '(?<year>\\d+)-(?<month>\\d+)',
    '(?:ab)+',
    'a|b|c+',
    '(?=a+)b',
  ])('is read where it is harmless: %s', (source) => {
    expect(readPattern(source).source).toBe(new RegExp(source).source);
  });
  it.each([
    ["[\\w']+", 1_000_000],
    ['^\\d+-\\d+-\\d+ \\d+:\\d+:\\d+$', 19],
    ['^[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?$', 40],
    ['^.*error.*code.*$', 500],
    ['(?:apple|pear|plum|fig)(?:s|es)? ?(?:red|green|blue)', 10_000],
    ['\\d+ ?px', 30_000],
  ])('may be tried on texts as long as people have: %s, %d', (source, length) => {
    expect(() =>
      limitSteps(readPattern(source), stepsOf(new RegExp(source), length)),
    ).not.toThrow();
  });
  it.each([
    ['a*a*a*b', 1000],
    ['.*.*.*.*x', 200],
    ['^a*a*a*a*$', 1000],
    ['\\s+$', 100_000],
    [`${'a?'.repeat(32)}b`, 32],
    [`${'(?:a|ab)'.repeat(32)}c`, 32],
    [`${'a{0,}'.repeat(8)}b`, 100],
  ])('is not tried on a text that would take for ever: %s, %d', (source, length) => {
    const tried = new RegExp(source);
    expect(() => limitSteps(tried, stepsOf(tried, length))).toThrow('may take for ever');
  });
  it('takes no more steps than were counted before', () => {
    const part = fc.record({
      set: fc.constantFrom('a', 'b', '[ab]'),
      often: fc.constantFrom('', '?', '*', '+'),
    });
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 7 }),
        text,
        fc.boolean(),
        (...given) => {
          const [parts, tried, anchored] = given;
          let steps = 0;
          const matches = (at: number, index: number): boolean => {
            steps += 1;
            const { set, often } = parts[index] ?? {};
            if (set === undefined) return true;
            let most = 0;
            while (set.includes(tried[at + most] ?? '-')) most += 1;
            if (often === '' || often === '?') most = Math.min(1, most);
            for (const least = often === '' || often === '+' ? 1 : 0; most >= least; most -= 1) {
              if (matches(at + most, index + 1)) return true;
            }
            return false;
          };
          const starts = anchored ? [0] : [...Array(tried.length + 1).keys()];
          const found = starts.some((start) => matches(start, 0));
          const source = `${anchored ? '^' : ''}${parts.map(({ set, often }) => set + often).join('')}`;
          const pattern = new RegExp(source);
          expect(pattern.test(tried)).toBe(found);
          expect(steps).toBeLessThanOrEqual((parts.length + 1) * stepsOf(pattern, tried.length));
        },
      ),
    );
  });
});
