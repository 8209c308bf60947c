/**
 * Vega's expressions without `Function`, which the page's policy forbids: each is compiled once
 * into closures. They see data, signals and events, and neither the page around the chart nor a method.
 */
/* What an expression computes with has whatever type its data have; nothing here can know it. */

import { Dataflow, Operator } from 'vega';
import { LIMITS, limit } from './budget';
import { functionOf } from './functions';
import { readPattern } from './patterns';
import type { Rules } from './rules';

interface Tree {
  type: string;
  name: string;
  operator: string;
  computed: boolean;
  value: unknown;
  regex?: { pattern: string; flags: string };
  [part: string]: unknown;
}

interface Scope {
  datum?: unknown;
  event?: unknown;
  item?: unknown;
  params?: Record<string, unknown> | undefined;
}

type Value = ReturnType<typeof JSON.parse>;
type Evaluate = (scope: Scope) => Value;
type Call = (...given: unknown[]) => unknown;

interface Context {
  functions: Record<string, Call>;
}

const CONSTANTS: Record<string, unknown> = {
  NaN,
  MIN_VALUE: Number.MIN_VALUE,
  MAX_VALUE: Number.MAX_VALUE,
  ...Object.fromEntries(
    ['E', 'LN2', 'LN10', 'LOG2E', 'LOG10E', 'PI', 'SQRT1_2', 'SQRT2'].map((name) => [
      name,
      Math[name as 'E'],
    ]),
  ),
};
const OF_EVENTS = new Set(['view', 'item', 'group', 'xy', 'x', 'y']);

const BINARY: Record<string, (a: Value, b: Value) => unknown> = {
  '+': (a, b) => {
    const sum: unknown = a + b;
    if (typeof sum === 'string') limit('characters in a text', sum.length, LIMITS.characters);
    return sum;
  },
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  // The language's own loose comparison.
  /* eslint-disable eqeqeq */
  '==': (a, b) => a == b,
  '!=': (a, b) => a != b,
  /* eslint-enable eqeqeq */
  '===': (a, b) => a === b,
  '!==': (a, b) => a !== b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
  '>>>': (a, b) => a >>> b,
};
const UNARY: Record<string, (a: Value) => unknown> = {
  '+': (a) => +a,
  '-': (a) => -a,
  '~': (a) => ~a,
  '!': (a) => !a,
};

/** What a member may be: no function, and no object that leads out of the chart. */
function inside(value: Value): Value {
  if (typeof value === 'function') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  const outside =
    value instanceof Node ||
    value instanceof Dataflow ||
    value instanceof Operator ||
    value.window === value;
  return outside ? undefined : value;
}

function compile(tree: Tree, context: Context, rules: Rules): Evaluate {
  const { budget } = rules;
  const part = (name: string): Evaluate => of(tree[name] as Tree);
  const of = (child: Tree): Evaluate => compile(child, context, rules);
  switch (tree.type) {
    case 'Literal': {
      if (!tree.regex) return () => tree.value;
      const { pattern, flags } = tree.regex;
      readPattern(pattern, flags);
      return () => new RegExp(pattern, flags);
    }
    case 'Identifier': {
      const { name } = tree;
      if (name === 'datum' || name === 'event' || name === 'item') return (scope) => scope[name];
      if (Object.hasOwn(CONSTANTS, name)) return () => CONSTANTS[name];
      return (scope) => scope.params?.[`$${name}`];
    }
    case 'MemberExpression': {
      const object = part('object');
      if (!tree.computed) {
        const { name } = tree.property as Tree;
        return (scope) => inside(object(scope)[name]);
      }
      const key = part('property');
      return (scope) => inside(object(scope)[key(scope)]);
    }
    case 'CallExpression': {
      const name = (tree.callee as Tree).name.replace(/^_/, '');
      const given = (tree.arguments as Tree[]).map(of);
      const [first, second, third] = given;
      if (name === 'if') {
        return (scope) => (first?.(scope) ? second?.(scope) : third?.(scope));
      }
      if (OF_EVENTS.has(name)) {
        return (scope) => {
          const { vega } = scope.event as { vega: Record<string, Call> };
          return inside(vega[name]?.(...given.map((argument) => argument(scope))));
        };
      }
      const call = functionOf(name, context.functions, rules);
      if (call === undefined) throw new Error(`Unrecognized function: ${name}`);
      return (scope) => {
        budget.spend();
        const result = call.apply(
          context.functions,
          given.map((argument) => argument(scope)),
        );
        if (Array.isArray(result) || typeof result === 'string') budget.spend(result.length / 8);
        return result;
      };
    }
    case 'ArrayExpression': {
      const elements = (tree.elements as Tree[]).map(of);
      return (scope) => elements.map((element) => element(scope));
    }
    case 'ObjectExpression': {
      const properties = (tree.properties as Tree[]).map((property) => {
        const key = property.key as Tree;
        return [
          key.type === 'Identifier' ? key.name : String(key.value),
          of(property.value as Tree),
        ] as const;
      });
      // A key named __proto__ is a key.
      return (scope) => Object.fromEntries(properties.map(([key, value]) => [key, value(scope)]));
    }
    case 'ConditionalExpression': {
      const [test, yes, no] = [part('test'), part('consequent'), part('alternate')];
      return (scope) => (test(scope) ? yes(scope) : no(scope));
    }
    case 'LogicalExpression': {
      const [left, right] = [part('left'), part('right')];
      return tree.operator === '&&'
        ? (scope) => left(scope) && right(scope)
        : (scope) => left(scope) || right(scope);
    }
    case 'BinaryExpression': {
      const [left, right, operate] = [part('left'), part('right'), BINARY[tree.operator]];
      if (operate) return (scope) => operate(left(scope), right(scope));
      break;
    }
    case 'UnaryExpression': {
      const [operand, operate] = [part('argument'), UNARY[tree.operator]];
      if (operate) return (scope) => operate(operand(scope));
      break;
    }
  }
  throw new Error(`Unrecognized expression: ${tree.type} ${tree.operator}`);
}

interface Item {
  [channel: string]: Value;
}

/** The box of an item from whichever of its edges and centers a specification gives. */
function settleBox(item: Item, given: Record<string, unknown>, type: string): void {
  const swaps = type === 'group' || type === 'image' || type === 'rect';
  for (const [low, high, center, size] of [
    ['x', 'x2', 'xc', 'width'],
    ['y', 'y2', 'yc', 'height'],
  ] as const) {
    if (given[high]) {
      if (given[low]) {
        if (swaps && item[low] > item[high]) [item[low], item[high]] = [item[high], item[low]];
        item[size] = item[high] - item[low];
      } else {
        item[low] = item[high] - (item[size] || 0);
      }
    }
    if (given[center]) item[low] = item[center] - (item[size] || 0) / 2;
  }
}

interface Code {
  ast: Tree;
}

/** The evaluator of one chart, in the form that Vega's runtime asks for. */
export const closedExpressions = (rules: Rules) => ({
  operator(context: Context, code: Code) {
    const evaluate = compile(code.ast, context, rules);
    return (params: Scope['params']) => evaluate({ params });
  },
  parameter(context: Context, code: Code) {
    const evaluate = compile(code.ast, context, rules);
    return (datum: unknown, params: Scope['params']) => evaluate({ datum, params });
  },
  event(context: Context, code: Code) {
    const evaluate = compile(code.ast, context, rules);
    return (event: unknown) => evaluate({ event });
  },
  handler(context: Context, code: Code) {
    const evaluate = compile(code.ast, context, rules);
    return (params: Scope['params'], event: { item?: { datum?: unknown } }) =>
      evaluate({ params, event, datum: event.item?.datum });
  },
  encode(context: Context, code: { marktype: string; channels: Record<string, Code> }) {
    const channels = Object.entries(code.channels).map(
      ([name, channel]) => [name, compile(channel.ast, context, rules)] as const,
    );
    return (item: Item, params: Scope['params']) => {
      const scope = { item, params, datum: item.datum };
      let changed = 0;
      for (const [name, evaluate] of channels) {
        const value: unknown = evaluate(scope);
        if (item[name] === value) continue;
        item[name] = value;
        changed = 1;
      }
      if (code.marktype !== 'rule') settleBox(item, code.channels, code.marktype);
      return changed;
    };
  },
});
