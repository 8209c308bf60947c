/** A field of a table that is copied: null is an empty field. */
export type Field = string | number | null;

/** Rows as CSV (RFC 4180), numbers exact. */
export const csv = (rows: readonly (readonly Field[])[]): string =>
  rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('');

function csvField(field: Field): string {
  if (field === null) return '';
  if (typeof field === 'number') return String(field);
  // A spreadsheet runs text that begins like a formula; an apostrophe in front keeps it text.
  const safe = /^[=+\-@\t\r]/.test(field) ? `'${field}` : field;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as a Markdown table whose first column is text and whose others are numbers. */
export function markdown(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (fields: readonly string[]) => `| ${fields.map(markdownField).join(' | ')} |\n`;
  const rule = `| ${headers.map((_, i) => (i === 0 ? '---' : '---:')).join(' | ')} |\n`;
  return [line(headers), rule, ...rows.map(line)].join('');
}

const markdownField = (field: string): string =>
  field
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replace(/\s+/g, ' ');
