import { requireKnown } from '../../core/known-options.js';
import { describe, requireAmount, requireObject } from '../model/check-value.js';
import type { Fault, FaultAction } from './fault.js';

type ValueCheck = (value: unknown, where: string) => void;

function oneOf(...values: readonly unknown[]): ValueCheck {
  return (value, where) => {
    if (values.includes(value)) return;
    throw new TypeError(`${where}: ${describe(value)} is none of ${values.map(describe).join(', ')}`);
  };
}

function optional(check: ValueCheck): ValueCheck {
  return (value, where) => {
    if (value !== undefined) check(value, where);
  };
}

const text: ValueCheck = (value, where) => {
  if (typeof value !== 'string') throw new TypeError(`${where}: ${describe(value)} is not a string`);
};
const code: ValueCheck = (value, where) => {
  if (Number.isInteger(value) && Number(value) >= 400 && Number(value) <= 599) return;
  throw new TypeError(`${where}: ${describe(value)} must be an HTTP status from 400 to 599`);
};
const pattern: ValueCheck = (value, where) => {
  if (!(value instanceof RegExp)) text(value, where);
};
const when = oneOf('before-commit', 'after-commit');

/** What each kind of action has. */
const actions: Readonly<Record<FaultAction['kind'], Readonly<Record<string, ValueCheck>>>> = {
  drop: { when, reset: optional(oneOf(true, false)) },
  delay: { ms: requireAmount },
  status: {
    code,
    reason: optional(text),
    message: optional(text),
    retryAfter: optional(requireAmount),
    when: optional(when),
  },
  hang: { when },
  cut: { afterBytes: requireAmount, how: optional(oneOf('close', 'reset', 'silent')) },
  gone: { as: optional(oneOf('answer', 'event')) },
};

const members: Readonly<Record<string, ValueCheck>> = {
  method: optional(text),
  path: optional(pattern),
  watch: optional(oneOf(true, false)),
  skip: optional(requireAmount),
  times: optional(requireAmount),
  action: requireObject,
};

/** Throws the TypeError of a fault that would hit nothing, or do nothing. */
export function requireFault(fault: Fault): void {
  requireObject(fault, 'fault');
  requireMembers(fault, members, 'fault');
  const { kind, ...action } = fault.action;
  oneOf(...Object.keys(actions))(kind, 'fault.action.kind');
  requireMembers(action, actions[kind], 'fault.action');
}

function requireMembers(value: object, checks: Readonly<Record<string, ValueCheck>>, where: string): void {
  requireKnown(value, Object.keys(checks), where);
  const given = value as Readonly<Record<string, unknown>>;
  for (const [name, check] of Object.entries(checks)) check(given[name], `${where}.${name}`);
}
