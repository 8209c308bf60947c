/** Specifications that ask for what few ask of Vega, and a mark that each of them draws. */
import { VEGA, type Spec } from './vega-pages';

const land = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [0, 40],
      [60, 40],
      [60, 0],
      [0, 0],
    ],
  ],
};
const tree = [{ id: 'root' }, ...['a', 'b', 'c'].map((id) => ({ id, parent: 'root', size: 2 }))];
const points = [1, 2, 3, 4, 5].map((x) => ({ x, y: x * x }));
const vega = (rest: Spec): Spec => ({ $schema: VEGA, width: 200, height: 100, ...rest });

export const RARE: Record<string, Spec> = {
  nearest: {
    data: { values: points },
    params: [{ name: 'near', select: { type: 'point', nearest: true } }],
    mark: 'point',
    encoding: {
      x: { field: 'x', type: 'quantitative' },
      y: { field: 'y', type: 'quantitative' },
    },
  },
  map: {
    projection: { type: 'equalEarth' },
    layer: [
      { data: { graticule: true }, mark: 'geoshape' },
      { data: { values: [{ type: 'Feature', geometry: land }] }, mark: 'geoshape' },
    ],
  },
  places: {
    data: { values: [{ lon: 10, lat: 50 }] },
    mark: 'circle',
    encoding: {
      longitude: { field: 'lon', type: 'quantitative' },
      latitude: { field: 'lat', type: 'quantitative' },
    },
  },
  area: {
    data: { values: [{ type: 'Feature', geometry: land }] },
    transform: [{ calculate: 'geoArea(null, datum.geometry)', as: 'area' }],
    mark: 'bar',
    encoding: { x: { field: 'area', type: 'quantitative' } },
  },
  treemap: vega({
    data: [
      {
        name: 'tree',
        values: tree,
        transform: [
          { type: 'stratify', key: 'id', parentKey: 'parent' },
          { type: 'treemap', field: 'size', size: [200, 100] },
        ],
      },
    ],
    marks: [
      {
        type: 'rect',
        from: { data: 'tree' },
        encode: {
          update: {
            x: { field: 'x0' },
            x2: { field: 'x1' },
            y: { field: 'y0' },
            y2: { field: 'y1' },
            fill: { value: 'steelblue' },
          },
        },
      },
    ],
  }),
  graph: vega({
    data: [
      { name: 'nodes', values: [{ i: 0 }, { i: 1 }] },
      { name: 'links', values: [{ source: 0, target: 1 }] },
    ],
    marks: [
      {
        type: 'symbol',
        name: 'dots',
        from: { data: 'nodes' },
        encode: { enter: { fill: { value: 'red' } } },
        transform: [
          {
            type: 'force',
            static: true,
            forces: [
              { force: 'center', x: 100, y: 50 },
              { force: 'link', links: 'links' },
            ],
          },
        ],
      },
    ],
  }),
  words: vega({
    data: [{ name: 'words', values: [{ text: 'loss' }, { text: 'epoch' }] }],
    marks: [
      {
        type: 'text',
        from: { data: 'words' },
        encode: { enter: { text: { field: 'text' }, fill: { value: 'navy' } } },
        transform: [{ type: 'wordcloud', text: { field: 'text' }, size: [200, 100], fontSize: 20 }],
      },
    ],
  }),
  contours: vega({
    data: [
      { name: 'points', values: points },
      {
        name: 'levels',
        source: 'points',
        transform: [
          {
            type: 'kde2d',
            size: [200, 100],
            x: { expr: 'datum.x * 30' },
            y: { expr: 'datum.y * 3' },
          },
          { type: 'isocontour', field: 'grid', levels: 3 },
        ],
      },
    ],
    marks: [
      {
        type: 'path',
        from: { data: 'levels' },
        encode: { enter: { fill: { value: 'teal' } } },
        transform: [{ type: 'geopath', field: 'datum.contour' }],
      },
    ],
  }),
};
