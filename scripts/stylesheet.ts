import { transform } from 'lightningcss';

/** A style sheet as it travels: without comments and spaces, its meaning unchanged, in ASCII. */
export function minifyStyle(filename: string, css: string): string {
  const { code, warnings } = transform({ filename, code: Buffer.from(css), minify: true });
  const [warning] = warnings;
  if (warning !== undefined) {
    throw new Error(`${filename}, line ${warning.loc.line}: ${warning.message}`);
  }
  return code
    .toString()
    .replace(/[^\n -~]/gu, (letter) => `\\${letter.codePointAt(0)?.toString(16) ?? ''} `)
    .trim();
}
