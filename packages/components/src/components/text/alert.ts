import type { TokenizerAndRendererExtension, Tokens } from 'marked';

/** The quotes that are callouts, as GitHub has them: their tones; `page/markup.py` has the same names. */
const TONES: Readonly<Record<string, string>> = {
  note: 'accent',
  tip: 'good',
  important: 'accent',
  warning: 'warn',
  caution: 'bad',
};
const ALERT =
  /^ {0,3}> ?\[!(note|tip|important|warning|caution)\][ \t]*([^\n]*)(?:\n|$)((?: {0,3}>[^\n]*(?:\n|$))*)/i;

interface Alert extends Tokens.Generic {
  kind: string;
  lead: Tokens.Generic[];
}

/** `> [!WARNING]`, with a title behind it or none. */
export const alert: TokenizerAndRendererExtension = {
  name: 'alert',
  level: 'block',
  start: (source) => /^ {0,3}> ?\[!/m.exec(source)?.index,
  tokenizer(source) {
    const found = ALERT.exec(source);
    if (found === null) return undefined;
    const [raw, kind = '', title = '', body = ''] = found;
    const lead = this.lexer.inlineTokens(title);
    const tokens = this.lexer.blockTokens(body.replace(/^ {0,3}> ?/gm, ''), []);
    return { type: 'alert', raw, kind: kind.toLowerCase(), lead, tokens };
  },
  renderer(token) {
    const { kind, lead, tokens = [] } = token as Alert;
    const word = kind.charAt(0).toUpperCase() + kind.slice(1);
    const title = `${word}: ${this.parser.parseInline(lead)}`.trim();
    const body = this.parser.parse(tokens);
    return `<blockquote class="alert-${TONES[kind] ?? ''}"><b>${title}</b> ${body}</blockquote>`;
  },
};
