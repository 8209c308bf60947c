/** What a column holds in a few words, under its picture. */
import { formatDate } from '$kit/lib/dates';
import { formatColumn, formatCount, formatNumber } from '$kit/lib/format';
import type { ColumnProfile, TableField } from './types';

const percent = (share: number): string => formatNumber(share, '.0%');

/** The smallest and the largest value, as the column writes them. */
function endTexts({ low, high }: ColumnProfile, { format, unit }: TableField): string[] {
  if (low === undefined || high === undefined) return [];
  const ends = [low, high];
  const dates = ends.filter((end) => typeof end === 'string' && /^\d{4}-/.test(end)) as string[];
  if (dates.length === 2) return dates.map((date) => formatDate(date.slice(0, 10)));
  return formatColumn(ends as number[], format, unit);
}

/** One word for the left end of the picture, or one for each end. */
export function profileWords(profile: ColumnProfile, field: TableField): string[] {
  const { parts = [], different } = profile;
  if (different === undefined) return [...new Set(endTexts(profile, field))];
  const [first, second] = parts;
  if (first === undefined) return ['all different'];
  const text = ({ name, share }: { name: string; share: number }) => `${name} ${percent(share)}`;
  if (different > 2) return [text(first), `+${formatCount(different - 1)}`];
  return [text(first), ...(second === undefined ? [] : [text(second)])];
}

export const missingText = ({ missing }: ColumnProfile): string | undefined =>
  missing === undefined ? undefined : `${percent(missing)} missing`;

/** All that is known, at pointing. */
export function profileHint(profile: ColumnProfile, field: TableField): string {
  const { parts = [], different } = profile;
  const listed = parts.map(({ name, share }) => `${name} ${percent(share)}`);
  const more = different === undefined ? 0 : different - listed.length;
  const words = different === undefined ? [endTexts(profile, field).join(' to ')] : listed;
  if (different !== undefined && more > 0)
    words.push(
      parts.length > 0 ? `${formatCount(more)} more` : `${formatCount(different)} different values`,
    );
  return [...words, missingText(profile) ?? ''].filter(Boolean).join(', ');
}
