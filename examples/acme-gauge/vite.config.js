import { cardKitChunk } from '@metaflow-card-kit/components/vite';

export default {
  plugins: [
    cardKitChunk({
      type: 'acme.gauge',
      component: 'src/Gauge.svelte',
      chunk: 'python/src/metaflow_extensions/acme/components/gauge.chunk.json',
    }),
  ],
};
