/** Specifications that would reach out of their chart, by the way that they take. */
import { BARS, VEGA, type Spec } from './vega-pages';

export const EVIL = 'https://evil.example';
const url = (name: string) => `url(${EVIL}/${name})`;
const point = (encode: Spec, more: Spec = {}): Spec => ({
  $schema: VEGA,
  width: 100,
  height: 60,
  data: [
    {
      name: 't',
      values: [{ paint: url('from-data'), link: `${EVIL}/link-from-data`, image: `${EVIL}/image` }],
    },
  ],
  marks: [
    {
      type: 'rect',
      from: { data: 't' },
      encode: {
        enter: { width: { value: 90 }, height: { value: 50 }, fill: { value: 'red' }, ...encode },
      },
    },
  ],
  ...more,
});
const bound = (bind: Spec, value: unknown = 1): Spec => ({
  ...BARS,
  params: [{ name: 'p', value, bind }],
});
const marked = (type: string, encode: Spec): Spec => ({
  $schema: VEGA,
  width: 100,
  height: 60,
  marks: [{ type, encode: { enter: { x: { value: 9 }, y: { value: 9 }, ...encode } } }],
});

export const HOSTILE: Record<string, Spec> = {
  'an image input': bound({ input: 'image', src: `${EVIL}/image`, onerror: 'window.hacked=1' }),
  'a submit input': bound({
    input: 'submit',
    formaction: 'javascript:window.hacked=1',
    value: 'Click',
  }),
  'a button with a form': bound({ input: 'text', formaction: `${EVIL}/form`, form: 'outer' }),
  'a style on an input': bound({
    input: 'range',
    style: `position:fixed;inset:0;z-index:9;background:${url('style')}`,
  }),
  'a style on a text': bound({ input: 'text', style: `background:${url('style')}`, class: 'card' }),
  'handlers of an input': bound({ input: 'text', onfocus: 'window.hacked=1', autofocus: true }),
  'an input elsewhere': bound({ input: 'range', element: '#secret' }),
  'an element without an input': bound({ element: '#secret', event: 'click' }),
  'a file input': bound({ input: 'file' }),
  'a password input': bound({ input: 'password' }),
  'a hidden input': bound({ input: 'hidden' }),
  'a selection through inputs': {
    ...BARS,
    params: [
      {
        name: 'pick',
        select: { type: 'point', fields: ['fold'] },
        bind: { input: 'image', src: `${EVIL}/image` },
      },
    ],
  },
  'a bind in the configuration': {
    ...point({}),
    config: { signals: [{ name: 'q', value: 1, bind: { input: 'image', src: `${EVIL}/image` } }] },
  },
  'a fill': point({ fill: { value: url('fill') } }),
  'a fill with an escape': point({ fill: { value: `\\75 rl(${EVIL}/escape)` } }),
  'a fill in capitals': point({ fill: { value: `URL(${EVIL}/capitals)` } }),
  'a fill after a harmless one': point({ fill: { value: `url(#a) ${url('second')}` } }),
  'a fill from data': point({ fill: { field: 'paint' } }),
  'a fill from an expression': point({
    fill: { signal: `'u' + 'rl(${EVIL}/expression)'` },
  }),
  'a fill as a list': point({ fill: { signal: `['${url('list')}']` } }),
  'a fill by a scale': point(
    { fill: { scale: 's', value: 'a' } },
    { scales: [{ name: 's', type: 'ordinal', domain: ['a'], range: [url('scale')] }] },
  ),
  'a fill on hover': {
    ...point({}),
    marks: [
      {
        type: 'rect',
        encode: {
          enter: { width: { value: 90 }, height: { value: 50 } },
          update: { fill: { value: 'red' } },
          hover: { fill: { value: url('hover') }, cursor: { value: url('hover-cursor') } },
        },
      },
    ],
  },
  'a stroke': point({ stroke: { value: url('stroke') }, strokeWidth: { value: 9 } }),
  'a dash': point({ stroke: { value: 'red' }, strokeDash: { value: url('dash') } }),
  'a blend': point({ blend: { value: url('blend') } }),
  'a gradient': point({
    fill: {
      value: {
        gradient: 'linear',
        id: `x),${url('gradient')}`,
        stops: [
          { offset: 0, color: url('stop') },
          { offset: 1, color: 'red' },
        ],
      },
    },
  }),
  'a cursor': point({ cursor: { value: `${url('cursor')}, pointer` } }),
  'a cursor of the image set': point({
    cursor: { value: `image-set("${EVIL}/set" 1x), pointer` },
  }),
  'a cursor by a signal': point(
    {},
    { signals: [{ name: 'cursor', value: `${url('signal')}, pointer` }] },
  ),
  'a cursor of the page': point(
    { cursor: { value: 'wait' } },
    { config: { events: { globalCursor: true } } },
  ),
  'a font': marked('text', {
    text: { value: 'text' },
    font: { value: `x, ${url('font')}` },
    fontWeight: { value: url('weight') },
  }),
  'a background': point({}, { background: url('background') }),
  'a background of an image set': point({}, { background: `image-set("${EVIL}/set" 1x)` }),
  'a background by a signal': point(
    {},
    { signals: [{ name: 'background', value: url('background-signal') }] },
  ),
  'a background in the configuration': { ...BARS, config: { background: url('config') } },
  'a style in the configuration': {
    ...BARS,
    config: { style: { cell: { cursor: url('cell'), fill: url('cell-fill') } } },
  },
  'a configuration in the options': {
    ...BARS,
    usermeta: { embedOptions: { config: { background: url('usermeta') } } },
  },
  'a loader in the options': {
    ...BARS,
    usermeta: { embedOptions: { loader: { baseURL: EVIL }, patch: `${EVIL}/patch.json` } },
  },
  'a style sheet in the options': {
    ...BARS,
    usermeta: { embedOptions: { defaultStyle: `</style><script>window.hacked=1</script>` } },
  },
  'an image': marked('image', {
    url: { value: `${EVIL}/image.png` },
    width: { value: 20 },
    height: { value: 20 },
  }),
  'an image that claims to be there': marked('image', {
    image: { value: { complete: true, width: 9, height: 9, src: `${EVIL}/claimed.png` } },
    width: { value: 20 },
    height: { value: 20 },
  }),
  'an image from data': {
    data: { values: [{ u: `${EVIL}/rows.png` }] },
    mark: 'image',
    encoding: { url: { field: 'u' } },
  },
  data: { ...BARS, data: { url: `${EVIL}/data.json` } },
  'data with a format': { ...BARS, data: { url: `//evil.example/d.csv`, format: { type: 'csv' } } },
  'a lookup': {
    ...BARS,
    transform: [
      { lookup: 'fold', from: { data: { url: `${EVIL}/lookup.csv` }, key: 'fold', fields: ['a'] } },
    ],
  },
  'a map': {
    data: { url: `${EVIL}/map.json`, format: { type: 'topojson', feature: 'x' } },
    mark: 'geoshape',
  },
  'a load that a signal asks for': {
    ...point({}),
    data: [{ name: 'u', url: { signal: `'${EVIL}/' + 'signal'` } }],
  },
  'a link of script': point({ href: { value: 'javascript:window.hacked=1' } }),
  'a link of script in disguise': point({ href: { value: ' java\tscript:window.hacked=1' } }),
  'a link of data': point({ href: { value: 'data:text/html,<script>window.hacked=1</script>' } }),
  'a script as a text': marked('text', {
    text: { value: '</text></svg><script>window.hacked=1</script>' },
  }),
  'a description as markup': {
    ...BARS,
    description: '"><img src=x onerror=window.hacked=1>',
    title: '<img src=x onerror=window.hacked=1>',
  },
  'a constructor in an expression': {
    ...BARS,
    transform: [{ calculate: `''.constructor.constructor('window.hacked=1')()`, as: 'z' }],
  },
  'a member that leads to the page': point(
    {},
    {
      signals: [
        {
          name: 'leak',
          value: '',
          on: [
            {
              events: 'click',
              update: `event.view.document.body.textContent + event.target.ownerDocument.title + event['vi' + 'ew'].name + item()._svg.ownerDocument.title + event.dataflow._el.id`,
            },
          ],
        },
      ],
    },
  ),
  'keys that are typed elsewhere': point(
    {},
    {
      signals: [
        {
          name: 'typed',
          value: '',
          on: [{ events: 'window:keydown', update: 'typed + event.key' }],
        },
      ],
    },
  ),
  'clicks of the whole page': point(
    {},
    {
      signals: [{ name: 'c', value: 0, on: [{ events: 'window:click!', update: 'c + 1' }] }],
    },
  ),
  'elements by a selector': point(
    {},
    {
      signals: [{ name: 'c', value: 0, on: [{ events: '#secret:click!', update: 'c + 1' }] }],
    },
  ),
  'a tooltip of markup': point({ tooltip: { value: '<img src=x onerror=window.hacked=1>' } }),
  'a mark outside of its chart': point({
    x: { value: -5000 },
    width: { value: 20000 },
    height: { value: 9000 },
  }),
};

/** Specifications that would take the tab, and the words that say why they are not drawn. */
export const HUGE: Record<string, [Spec, RegExp]> = {
  'a side': [{ ...BARS, width: 1e7, height: 1e7 }, /pixels/],
  'a side by a signal': [
    {
      $schema: VEGA,
      signals: [
        { name: 'width', update: '1e9' },
        { name: 'height', value: 1e9 },
      ],
      marks: [],
    },
    /pixels/,
  ],
  padding: [{ ...BARS, padding: 1e8 }, /pixels/],
  ...Object.fromEntries(
    [{ type: 'trail' }, { type: 'line', strokeDash: [1, 1] }].map(
      (mark): [string, [Spec, RegExp]] => [
        `a long ${mark.type}`,
        [
          {
            data: { sequence: { start: 0, stop: 50_000, as: 'a' } },
            transform: [{ calculate: 'sin(datum.a)', as: 'b' }],
            mark,
            encoding: {
              x: { field: 'a', type: 'quantitative' },
              y: { field: 'b', type: 'quantitative' },
            },
          },
          /points of one line/,
        ],
      ],
    ),
  ),
  'a projection of endless precision': [
    {
      data: { graticule: { step: [1, 1] } },
      projection: { type: 'mercator', precision: 1e-12 },
      mark: 'geoshape',
    },
    /points of a pixel/,
  ],
  'a pattern of two ways': [
    {
      ...BARS,
      transform: [{ calculate: `test(/(a|aa)+$/, '${'a'.repeat(80)}!')`, as: 'z' }],
    },
    /pattern/,
  ],
  'a pattern of many repetitions': [
    {
      ...BARS,
      transform: [{ calculate: `test(/a*a*a*a*b/, '${'a'.repeat(2000)}')`, as: 'z' }],
    },
    /pattern/,
  ],
  'a pattern of many repetitions in a replacement': [
    {
      ...BARS,
      transform: [
        { calculate: `replace('${'a'.repeat(2000)}', regexp('a*a*a*a*b', 'g'), '')`, as: 'z' },
      ],
    },
    /pattern/,
  ],
  'a pattern of many repetitions to count': [
    {
      $schema: VEGA,
      data: [
        {
          name: 'texts',
          values: [{ text: 'a'.repeat(2000) }],
          transform: [{ type: 'countpattern', field: 'text', pattern: 'a*a*a*a*b' }],
        },
      ],
      marks: [{ type: 'text', from: { data: 'texts' } }],
    },
    /pattern/,
  ],
  'an interval that there is not': [
    {
      data: { values: [{ day: '2024-05-01' }, { day: '2025-05-01' }] },
      mark: 'point',
      encoding: {
        x: {
          field: 'day',
          type: 'temporal',
          scale: { nice: { interval: 'millisecond', step: 1 } },
        },
      },
    },
    /Vega-Lite cannot read this specification/,
  ],
  'a number on an axis': [
    {
      ...BARS,
      encoding: { x: { field: 'fold', type: 'quantitative', axis: { format: '0400000000d' } } },
    },
    /characters in a number/,
  ],
  'a number in a legend': [
    {
      ...BARS,
      encoding: {
        color: { field: 'fold', type: 'quantitative', legend: { format: '400000000d' } },
      },
    },
    /characters in a number/,
  ],
  'a sequence': [{ data: { sequence: { start: 0, stop: 1e9 } }, mark: 'point' }, /generated data/],
  'a sequence of no step': [
    { data: { sequence: { start: 0, stop: 1e6, step: 1e-6 } }, mark: 'point' },
    /generated data/,
  ],
  'a sequence in an expression': [
    {
      ...BARS,
      transform: [{ calculate: 'length(sequence(0, 1e9))', as: 'z' }],
      encoding: { y: { field: 'z', type: 'quantitative' } },
    },
    /sequence/,
  ],
  'a sequence for each row': [
    {
      data: { sequence: { start: 0, stop: 1e5 } },
      transform: [{ calculate: 'length(sequence(0, 4e5))', as: 'z' }],
      mark: 'point',
      encoding: { y: { field: 'z', type: 'quantitative' } },
    },
    /steps/,
  ],
  marks: [
    {
      data: { sequence: { start: 0, stop: 300_000, as: 'n' } },
      mark: 'point',
      encoding: { x: { field: 'n', type: 'quantitative' } },
    },
    /300,00\d|marks/,
  ],
  density: [
    {
      ...BARS,
      transform: [{ density: 'auc', steps: 1e9 }],
      encoding: { x: { field: 'value', type: 'quantitative' } },
    },
    /steps/,
  ],
  cross: [
    {
      $schema: VEGA,
      data: [
        { name: 'a', transform: [{ type: 'sequence', start: 0, stop: 1e5 }, { type: 'cross' }] },
      ],
      marks: [{ type: 'symbol', from: { data: 'a' } }],
    },
    /generated data/,
  ],
  fold: [
    {
      data: { sequence: { start: 0, stop: 1e5, as: 'n' } },
      transform: [{ fold: Array.from({ length: 100 }, (_, i) => `f${i}`) }],
      mark: 'point',
      encoding: { x: { field: 'value', type: 'quantitative' } },
    },
    /generated data/,
  ],
  flatten: [
    {
      data: { sequence: { start: 0, stop: 1e4, as: 'n' } },
      transform: [{ calculate: 'sequence(0, 1000)', as: 'l' }, { flatten: ['l'] }],
      mark: 'point',
      encoding: { x: { field: 'l', type: 'quantitative' } },
    },
    /generated data/,
  ],
  ticks: [
    { ...BARS, encoding: { y: { field: 'auc', type: 'quantitative', axis: { tickCount: 1e9 } } } },
    /ticks/,
  ],
  'ticks of time': [
    {
      data: { values: [{ t: '1900-01-01' }, { t: '2100-01-01' }] },
      mark: 'point',
      encoding: { x: { field: 't', type: 'temporal', axis: { tickCount: 'millisecond' } } },
    },
    /ticks/,
  ],
  bins: [
    { ...BARS, encoding: { x: { field: 'auc', type: 'quantitative', bin: { step: 1e-9 } } } },
    /bins/,
  ],
  'bins of a base below 1': [
    { ...BARS, encoding: { x: { field: 'auc', type: 'quantitative', bin: { base: 0.5 } } } },
    /base/,
  ],
  panels: [
    {
      data: { sequence: { start: 0, stop: 20_000, as: 'n' } },
      facet: { row: { field: 'n', type: 'ordinal' } },
      spec: { mark: 'point', encoding: { x: { field: 'n', type: 'quantitative' } } },
    },
    /panels|pixels|rows|marks|seconds/,
  ],
  'a text that doubles': [
    {
      $schema: VEGA,
      signals: Array.from({ length: 40 }, (_, i) =>
        i === 0 ? { name: 's0', value: 'xx' } : { name: `s${i}`, update: `s${i - 1} + s${i - 1}` },
      ),
      marks: [{ type: 'text', encode: { update: { text: { signal: 's39' } } } }],
    },
    /characters/,
  ],
  'a pattern that explodes': [
    {
      ...BARS,
      transform: [
        { calculate: "test(/^(a+)+$/, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')", as: 'z' },
      ],
    },
    /pattern/,
  ],
  'a logarithm of a base near 1': [
    {
      ...BARS,
      encoding: {
        y: { field: 'auc', type: 'quantitative', scale: { type: 'log', base: 1.0000001 } },
      },
    },
    /base/,
  ],
  smoothing: [
    {
      data: { sequence: { start: 0, stop: 100_000, as: 'n' } },
      transform: [{ loess: 'n', on: 'n' }],
      mark: 'line',
      encoding: { x: { field: 'n', type: 'quantitative' } },
    },
    /smooth/,
  ],
};
