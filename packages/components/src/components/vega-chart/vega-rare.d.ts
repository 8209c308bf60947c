/** The transforms of Vega that scripts/slim-vega.ts takes out of Vega itself. */
declare module 'vega-rare';
