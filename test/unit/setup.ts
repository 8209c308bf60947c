import { configure } from '@testing-library/svelte';
import fc from 'fast-check';

// What is waited for comes late on a processor that builds an asset or draws a browser meanwhile.
configure({ asyncUtilTimeout: 20_000 });

// As in Python: a case that nobody tried yet does not fail a change that has nothing to do with it.
// `FAST_CHECK_RUNS=20000 npx vitest run --project unit` looks for new ones.
const runs = Number(process.env.FAST_CHECK_RUNS ?? 0);
fc.configureGlobal(runs > 0 ? { numRuns: runs } : { seed: 1 });
