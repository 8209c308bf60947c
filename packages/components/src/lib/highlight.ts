/** Code as runs of one kind: enough to see its words apart, without a grammar. */

export interface Run {
  text: string;
  kind?: 'keyword' | 'name' | 'literal' | 'comment';
}

const KEYWORDS = new Set(
  `False None True and as assert async await break case class continue def del elif else except
  finally for from global if import in is lambda match nonlocal not or pass raise return try while
  with yield`.split(/\s+/),
);
const PYTHON =
  /(?<comment>#[^\n]*)|(?<literal>\b[rbfuRBFU]{0,2}(?:"""[\s\S]*?(?:"""|(?![\s\S]))|'''[\s\S]*?(?:'''|(?![\s\S]))|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?)|"""[\s\S]*?(?:"""|(?![\s\S]))|'''[\s\S]*?(?:'''|(?![\s\S]))|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|(?<![\w.])(?:0[xob][\da-f_]+|\d[\d_]*(?:\.[\d_]*)?(?:e[+-]?\d+)?)j?)|(?<name>^[ \t]*@[\w.]+)|(?<word>[A-Za-z_]\w*)/gim;
const JSON_LIKE =
  /(?<comment>^\s*#[^\n]*)|(?<name>"(?:\\.|[^"\\\n])*"(?=\s*:)|^[ \t]*(?:- )?[\w.-]+(?=:(?:\s|$)))|(?<literal>"(?:\\.|[^"\\\n])*"?|'(?:[^'\n])*'|(?<![\w.-])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.-])|\b(?:true|false|null|NaN|Infinity)\b)/gim;
const GRAMMARS: Record<string, RegExp> = {
  python: PYTHON,
  py: PYTHON,
  json: JSON_LIKE,
  yaml: JSON_LIKE,
  yml: JSON_LIKE,
};
/** Longer code is plain. */
const MAX_LENGTH = 300_000;

/** The runs of a text, in a language that is known, else the text as one. */
export function highlight(text: string, language?: string): Run[] {
  const grammar = GRAMMARS[(language ?? '').toLowerCase()];
  if (grammar === undefined || text.length > MAX_LENGTH) return [{ text }];
  const runs: Run[] = [];
  let end = 0;
  for (const found of text.matchAll(grammar)) {
    const { comment, literal, name, word } = found.groups ?? {};
    const kind =
      comment !== undefined
        ? 'comment'
        : literal !== undefined
          ? 'literal'
          : name !== undefined
            ? 'name'
            : word !== undefined && KEYWORDS.has(word)
              ? 'keyword'
              : undefined;
    if (kind === undefined) continue;
    if (found.index > end) runs.push({ text: text.slice(end, found.index) });
    runs.push({ text: found[0], kind });
    end = found.index + found[0].length;
  }
  if (end < text.length) runs.push({ text: text.slice(end) });
  return runs;
}

/** The same in lines, each of its own runs. */
export function highlightLines(text: string, language?: string): Run[][] {
  const lines: Run[][] = [[]];
  for (const run of highlight(text, language)) {
    run.text.split('\n').forEach((part, i) => {
      if (i > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ ...run, text: part });
    });
  }
  return lines;
}
