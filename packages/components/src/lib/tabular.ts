/** A field of a table that is copied: null and undefined are an empty field. */
export type Field = string | number | bigint | boolean | null | undefined;

/** Rows as CSV (RFC 4180), numbers exact, with no formula in any cell, however it is split. */
export const csv = (rows: readonly (readonly Field[])[]): string =>
  rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('');

/**
 * Where a spreadsheet may see a formula: at a sign, full width or not, that begins a cell. Cells
 * begin at each separator that it may have been told to split by, also within quotes, which count
 * for other separators only; what is dropped or not seen (quotes, spaces, a byte order mark) may
 * stand before the sign, at a length that nobody writes whatever follows.
 */
const FORMULA =
  /(?<=^|[,;\t\r\n\v\f\u0085\u2028\u2029])(?=["\p{Cf}\p{Cc}\p{Z}]{0,200}[=+\-@|\t\r\uff1d\uff0b\uff0d\uff20\uff5c]|["\p{Cf}\p{Cc}\p{Z}]{201})/gu;

function csvField(field: Field): string {
  if (field === null || field === undefined) return '';
  const text = String(field);
  if (typeof field === 'bigint' || Number.isFinite(field)) return text;
  // An apostrophe in front keeps it text.
  const safe = text.replace(FORMULA, "'");
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Text, which may be bold. */
export type MarkdownField = string | { strong: string };

/** Rows as a Markdown table whose first column is text and whose others are numbers. */
export function markdown(
  headers: readonly string[],
  rows: readonly (readonly MarkdownField[])[],
): string {
  const line = (fields: readonly MarkdownField[]) =>
    `| ${fields.map(markdownField).join(' | ')} |\n`;
  const rule = `| ${headers.map((_, i) => (i === 0 ? '---' : '---:')).join(' | ')} |\n`;
  return [line(headers), rule, ...rows.map(line)].join('');
}

const markdownField = (field: MarkdownField): string =>
  typeof field === 'string' ? markdownText(field) : `**${markdownText(field.strong)}**`;

/** As text that no Markdown reads as markup: no link, picture, emphasis, code or tag. */
const markdownText = (text: string): string =>
  text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/[\\`*|~[\]]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replace(/&(?=#|\w+;)/g, '&amp;')
    .replaceAll('<', '&lt;');
