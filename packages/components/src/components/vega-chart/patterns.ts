import { LimitError } from './budget';

/** A pattern that some text makes a browser try for ages: a repetition within a repetition. */
const EXPLODES = /\((?:[^()\\]|\\.|\([^()]*\))*[*+}](?:[^()\\]|\\.|\([^()]*\))*\)\s*[*+{]|\\[1-9]/;

export function readPattern(pattern: unknown, flags?: unknown): RegExp {
  const isPattern = pattern instanceof RegExp;
  const source = isPattern ? pattern.source : String(pattern);
  if (EXPLODES.test(source)) {
    throw new LimitError(`the pattern ${source.slice(0, 80)} may take for ever`);
  }
  if (typeof flags === 'string') return new RegExp(source, flags);
  return new RegExp(source, isPattern ? pattern.flags : '');
}
