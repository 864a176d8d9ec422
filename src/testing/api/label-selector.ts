import { checkQualifiedName } from '../../rules/names.js';
import type { Finding } from '../../validate/finding.js';
import { badRequest } from '../model/errors.js';
import { explainLabelValue } from './label-value.js';

type Labels = Readonly<Record<string, string>>;

/** Reads a label selector; throws 400. Source: kubernetes v1.37 apimachinery pkg/labels/selector.go Parse */
export function readLabelSelector(text: string, minor: number): (labels: Labels) => boolean {
  const requirements = parse(scan(text), minor);
  return (labels) => requirements.every((matches) => matches(labels));
}

interface Token {
  readonly kind: 'identifier' | 'end' | 'error' | Symbol;
  readonly text: string;
}

const symbols = [')', ',', '!', '==', '=', '>', '<', '!=', '(', 'in', 'notin'] as const;
type Symbol = (typeof symbols)[number];

function scan(text: string): Token[] {
  const tokens = text.match(/[=!(),<>]+|[^\s=!(),<>]+/g) ?? [];
  const scanned = tokens.flatMap((token): Token[] =>
    /^[=!(),<>]/.test(token) ? splitSymbols(token) : [word(token)],
  );
  return [...scanned, { kind: 'end', text: '' }];
}

function word(text: string): Token {
  return { kind: text === 'in' || text === 'notin' ? text : 'identifier', text };
}

/** The longest symbol first: `!=` is one, `=(` are two. */
function splitSymbols(text: string): Token[] {
  if (text === '') return [];
  for (const length of [2, 1]) {
    const kind = symbols.find((symbol) => symbol === text.slice(0, length));
    if (kind !== undefined) return [{ kind, text: kind }, ...splitSymbols(text.slice(kind.length))];
  }
  return [{ kind: 'error', text: `error expected: keyword found '${text}'` }];
}

function parse(tokens: Token[], minor: number): ((labels: Labels) => boolean)[] {
  const requirements: ((labels: Labels) => boolean)[] = [];
  for (;;) {
    const first = peek(tokens);
    if (first.kind === 'end') return requirements;
    if (first.kind !== 'identifier' && first.kind !== '!') {
      throw badRequest(`found '${first.text}', expected: !, identifier, or 'end of string'`);
    }
    requirements.push(parseRequirement(tokens, minor));
    const next = take(tokens);
    if (next.kind === 'end') return requirements;
    if (next.kind !== ',') throw badRequest(`found '${next.text}', expected: ',' or 'end of string'`);
    const after = peek(tokens);
    if (after.kind !== 'identifier' && after.kind !== '!') {
      throw badRequest(`found '${after.text}', expected: identifier after ','`);
    }
  }
}

/** Among values `in` and `notin` are names like any other. */
function peek(tokens: readonly Token[]): Token {
  const token = tokens[0] ?? { kind: 'end', text: '' };
  return token.kind === 'in' || token.kind === 'notin' ? { ...token, kind: 'identifier' } : token;
}

function take(tokens: Token[]): Token {
  const token = peek(tokens);
  tokens.shift();
  return token;
}

const operators = ['in', 'notin', '=', '==', '!=', 'gt', 'lt'];

function parseRequirement(tokens: Token[], minor: number): (labels: Labels) => boolean {
  let first = take(tokens);
  const isNegated = first.kind === '!';
  if (isNegated) first = take(tokens);
  if (first.kind !== 'identifier') throw unparsable(`found '${first.text}', expected: identifier`);
  const key = first.text;
  requireKey(key, minor);
  const { kind: next } = peek(tokens);
  if (isNegated) return (labels) => !Object.hasOwn(labels, key);
  if (next === 'end' || next === ',') return (labels) => Object.hasOwn(labels, key);
  const { kind: operator, text } = tokens.shift() ?? { kind: 'end', text: '' };
  switch (operator) {
    case 'in':
    case 'notin': {
      const values = requireValues(key, parseValues(tokens), minor);
      return (labels) =>
        (Object.hasOwn(labels, key) && values.includes(labels[key] ?? '')) === (operator === 'in');
    }
    case '=':
    case '==':
    case '!=': {
      const [value] = requireValues(key, [parseValue(tokens)], minor);
      return (labels) => (labels[key] === value) === (operator !== '!=');
    }
    case '>':
    case '<': {
      const limit = requireNumber(parseValue(tokens));
      return (labels) => Object.hasOwn(labels, key) && compare(labels[key] ?? '', limit, operator);
    }
    default:
      throw unparsable(`found '${text}', expected: ${operators.join(', ')}`);
  }
}

function parseValue(tokens: Token[]): string {
  const { kind } = peek(tokens);
  if (kind === 'end' || kind === ',') return '';
  const token = take(tokens);
  if (token.kind === 'identifier') return token.text;
  throw unparsable(`found '${token.text}', expected: identifier`);
}

function parseValues(tokens: Token[]): string[] {
  const open = take(tokens);
  if (open.kind !== '(') throw unparsable(`found '${open.text}' expected: '('`);
  const values: string[] = [];
  let value: string | undefined;
  for (;;) {
    const token = take(tokens);
    if (token.kind === ')') return [...values, value ?? ''];
    if (token.kind === ',') {
      values.push(value ?? '');
      value = undefined;
    } else if (token.kind === 'identifier' && value === undefined) {
      value = token.text;
    } else if (value !== undefined) {
      throw unparsable(`found '${token.text}', expected: ',' or ')'`);
    } else {
      throw unparsable(`found '${token.text}', expected: ',', or identifier`);
    }
  }
}

function requireKey(key: string, minor: number): void {
  const found: Finding[] = [];
  checkQualifiedName(found, undefined, key, { minor });
  if (found.length === 0) return;
  const details = found.map(({ message }) => message.replace(/^Invalid value: "(?:[^"\\]|\\.)*": /, ''));
  throw unparsable(`<nil>: Invalid value: ${JSON.stringify(key)}: ${details.join('; ')}`);
}

function requireValues(key: string, values: readonly string[], minor: number): readonly string[] {
  for (const [index, value] of [...values].sort().entries()) {
    const details = explainLabelValue(value, minor);
    if (details.length === 0) continue;
    throw unparsable(
      `values[${index}][${key}]: Invalid value: ${JSON.stringify(value)}: ${details.join('; ')}`,
    );
  }
  return values;
}

function requireNumber(text: string): bigint {
  if (/^[+-]?[0-9]+$/.test(text)) return BigInt(text.replace('+', ''));
  throw unparsable(
    `values[0]: Invalid value: ${JSON.stringify(text)}: for 'Gt', 'Lt' operators, the value must be an integer`,
  );
}

function compare(label: string, limit: bigint, operator: '>' | '<'): boolean {
  if (!/^[+-]?[0-9]+$/.test(label)) return false;
  const value = BigInt(label.replace('+', ''));
  return operator === '>' ? value > limit : value < limit;
}

function unparsable(problem: string): Error {
  return badRequest(`unable to parse requirement: ${problem}`);
}
