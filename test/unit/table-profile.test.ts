import { expect, it } from 'vitest';
import {
  missingText,
  profileHint,
  profileWords,
} from '../../packages/components/src/components/table/profile-text';

const part = (name: string, share: number) => ({ name, share });

it.each([
  [{ bars: [1], low: 0, high: 71 }, {}, ['0', '71'], '0 to 71'],
  [{ bars: [1], low: 7, high: 7, missing: 0.5 }, {}, ['7'], '7 to 7, 50% missing'],
  [{ bars: [1], low: 0.002, high: 0.991 }, { format: '.1%' }, ['0.2%', '99.1%'], '0.2% to 99.1%'],
  [
    { bars: [1], low: '2026-05-01T10:00:00+00:00', high: '2026-11-16T09:00:00+00:00' },
    {},
    ['2026-05-01', '2026-11-16'],
    '2026-05-01 to 2026-11-16',
  ],
  [{ parts: [], different: 5000 }, {}, ['all different'], '5,000 different values'],
  [
    { parts: [part('no', 0.87), part('yes', 0.13)], different: 2 },
    {},
    ['no 87%', 'yes 13%'],
    'no 87%, yes 13%',
  ],
  [{ parts: [part('eu', 1)], different: 1 }, {}, ['eu 100%'], 'eu 100%'],
  [
    { parts: [part('basic', 0.46), part('pro', 0.3), part('team', 0.2)], different: 1200 },
    {},
    ['basic 46%', '+1,199'],
    'basic 46%, pro 30%, team 20%, 1,197 more',
  ],
  [{ missing: 1 }, {}, [], '100% missing'],
  [{}, {}, [], ''],
])('%j is read in a few words, and whole at pointing', (profile, field, words, hint) => {
  expect(profileWords(profile, field)).toEqual(words);
  expect(profileHint(profile, field)).toBe(hint);
});

it('never calls a few missing values none', () => {
  expect(missingText({ missing: 0.001 })).toBe('<1% missing');
  expect(missingText({})).toBeUndefined();
});
