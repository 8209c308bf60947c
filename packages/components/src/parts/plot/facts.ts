/** What is said of values that cannot be drawn: how many there are, and of which kind. */
import { formatCount } from '$kit/lib/format';

const plural = (count: number, one: string, many: string) =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** Missing, infinite and, on a logarithmic axis, unplaced values of some columns. */
export function missingFacts(
  columns: Iterable<ArrayLike<number>>,
  logarithmic: boolean,
  /** What they are in the picture: "Gaps". */
  shown: string,
): string[] {
  let [missing, infinite, unplaced] = [0, 0, 0];
  for (const column of columns) {
    for (let i = 0; i < column.length; i += 1) {
      const value = column[i] as number;
      if (Number.isNaN(value)) missing += 1;
      else if (value === Infinity || value === -Infinity) infinite += 1;
      else if (logarithmic && value <= 0) unplaced += 1;
    }
  }
  const unseen = [
    missing > 0 && plural(missing, 'missing value', 'missing values'),
    infinite > 0 && plural(infinite, 'infinite value', 'infinite values'),
  ].filter((part) => typeof part === 'string');
  return [
    ...(unseen.length > 0 ? [`${shown}: ${unseen.join(', ')}.`] : []),
    ...(unplaced > 0
      ? [
          `${plural(unplaced, 'value', 'values')} at or below 0 ${unplaced === 1 ? 'has' : 'have'} no place on a logarithmic axis.`,
        ]
      : []),
  ];
}
