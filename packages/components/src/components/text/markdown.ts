import { Marked, type Tokens } from 'marked';
import { alert } from './alert';

/** Emphasis in a paragraph takes time by the square of its length. */
const MAX_PARAGRAPH = 20_000;

/** Footnotes of one text: by name, in the order in which they are referred to. */
class Footnotes {
  private readonly texts = new Map<string, string>();
  private readonly order: string[] = [];

  define(name: string, html: string): void {
    if (!this.texts.has(name)) this.texts.set(name, html);
  }

  refer(name: string): string {
    if (!this.order.includes(name)) this.order.push(name);
    const number = this.order.indexOf(name) + 1;
    return `<sup><a href="#note-${number}" id="reference-${number}">${number}</a></sup>`;
  }

  html(): string {
    if (this.order.length === 0) return '';
    const items = this.order.map(
      (name, i) =>
        `<li id="note-${i + 1}">${this.texts.get(name) ?? ''} <a href="#reference-${i + 1}">↩</a></li>`,
    );
    return `<hr><ol>${items.join('')}</ol>`;
  }
}

interface Note extends Tokens.Generic {
  name: string;
}

function parserWith(footnotes: Footnotes): Marked {
  return new Marked({
    gfm: true,
    extensions: [
      alert,
      {
        name: 'footnote',
        level: 'block',
        start: (source) => /^\[\^[^\]\s]{1,100}\]:/m.exec(source)?.index,
        tokenizer(source) {
          const found = /^\[\^([^\]\s]{1,100})\]:[ \t]*([^\n]*(?:\n[ \t]+\S[^\n]*)*)(?:\n|$)/.exec(
            source,
          );
          if (found === null) return undefined;
          const [raw, name = '', text = ''] = found;
          return { type: 'footnote', raw, name, tokens: this.lexer.inlineTokens(text) };
        },
        renderer(token) {
          footnotes.define((token as Note).name, this.parser.parseInline(token.tokens ?? []));
          return '';
        },
      },
      {
        name: 'footnoteReference',
        level: 'inline',
        start: (source) => {
          const at = source.indexOf('[^');
          return at < 0 ? undefined : at;
        },
        tokenizer(source) {
          const found = /^\[\^([^\]\s]{1,100})\]/.exec(source);
          if (found === null) return undefined;
          return { type: 'footnoteReference', raw: found[0], name: found[1] ?? '' };
        },
        renderer: (token) => footnotes.refer((token as Note).name),
      },
    ],
  });
}

/** Markdown as HTML, which is as safe as its writer; undefined for what no parser should see. */
export function htmlOf(markdown: string): string | undefined {
  const long = markdown.split(/\n[ \t]*\n/).some((part) => part.length > MAX_PARAGRAPH);
  if (long) return undefined;
  try {
    const footnotes = new Footnotes();
    const html = parserWith(footnotes).parse(markdown, { async: false });
    return html + footnotes.html();
  } catch {
    // It is nested too deep.
    return undefined;
  }
}
