import { configure } from '@testing-library/svelte';

// What is waited for comes late on a processor that builds an asset or draws a browser meanwhile.
configure({ asyncUtilTimeout: 20_000 });
