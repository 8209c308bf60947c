import { expect, it } from 'vitest';
import { componentOf, everything, planFor } from '../../scripts/checks';
import { className, folderOf, slugOf } from '../../scripts/names';

const namesOf = (words: string[]) => {
  const { first, lanes } = planFor(words);
  return [...first, ...lanes.flat()].map(({ name }) => name);
};

it.each(['RocCurve', 'roc-curve', 'roc_curve', 'ROCCurve'])('%s is roc_curve', (name) => {
  expect(slugOf(name)).toBe('roc_curve');
  expect(folderOf(slugOf(name))).toBe('roc-curve');
  expect(className(slugOf(name))).toBe('RocCurve');
});

it('without a word, everything is checked', () => {
  expect(planFor([])).toBe(everything);
});

it('a part of a name chooses the checks that have it', () => {
  expect(namesOf(['ruff'])).toEqual(['ruff check', 'ruff format']);
  expect(namesOf(['vitest unit', 'mypy'])).toEqual(['mypy', 'vitest unit']);
});

it.each(['confusion_matrix', 'ConfusionMatrix', 'confusion-matrix'])(
  '%s chooses all tests of the component, in both languages',
  (name) => {
    expect(componentOf(name)).toBe('confusion_matrix');
    const { lanes } = planFor([name]);
    const commands = lanes.flat().map(({ args }) => args.join(' '));
    expect(commands.filter((line) => line.includes('test/unit/confusion-matrix'))).toHaveLength(1);
    expect(commands.filter((line) => line.includes('test_confusion_matrix.py'))).toHaveLength(1);
    expect(commands.filter((line) => line.includes('test_contract.py'))).toHaveLength(1);
    expect(commands.filter((line) => line.includes('components-confusionmatrix--'))).toHaveLength(
      1,
    );
  },
);

it('an unknown word chooses nothing', () => {
  expect(namesOf(['unheard_of'])).toEqual([]);
});
