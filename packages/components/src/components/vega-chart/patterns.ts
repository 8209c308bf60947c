import { LimitError } from './budget';

const TOKENS = /\\.|\[(?:\\.|[^\]\\])*\]|\(\??|[*+?]\??|\{\d+(?:,\d*)?\}\??|[)|]/gs;

/** Whether some text makes a browser try it for ages: what varies is repeated, however deep. */
function explodes(source: string): boolean {
  const groups = [false];
  /** The end of a group that varies. */
  let end = -1;
  for (const { 0: token, index } of source.matchAll(TOKENS)) {
    if (/^\\[1-9k]/.test(token) || (index === end && /^[*+{]/.test(token))) return true;
    if (token.startsWith('(')) groups.push(false);
    else if (token === ')') {
      if (!groups.pop()) continue;
      end = index + 1;
      groups[groups.length - 1] = true;
    } else if (/^[*+?|]|,/.test(token)) {
      groups[groups.length - 1] = true;
    }
  }
  return false;
}

export function readPattern(pattern: unknown, flags?: unknown): RegExp {
  const isPattern = pattern instanceof RegExp;
  const source = isPattern ? pattern.source : String(pattern);
  if (explodes(source)) {
    throw new LimitError(`the pattern ${source.slice(0, 80)} may take for ever`);
  }
  if (typeof flags === 'string') return new RegExp(source, flags);
  return new RegExp(source, isPattern ? pattern.flags : '');
}
