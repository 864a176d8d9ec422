import type { Fault, FaultAction } from '../../../src/testing/index.js';

/** A request on the way from add to exit. */
export interface Step {
  readonly name: string;
  readonly match: Omit<Fault, 'action'>;
}

export const steps: readonly Step[] = [
  { name: 'version', match: { method: 'GET', path: '/version' } },
  { name: 'read the Pod', match: { method: 'GET', path: /pods\/web$/ } },
  { name: 'patch', match: { method: 'PATCH', path: /ephemeralcontainers$/ } },
  { name: 'watch the Pod', match: { method: 'GET', path: /\/pods$/, watch: true } },
  { name: 'list the Pod', match: { method: 'GET', path: /\/pods$/, watch: false } },
  { name: 'watch events', match: { method: 'GET', path: /\/events$/ } },
  { name: 'attach', match: { path: /\/attach$/ } },
  { name: 'log', match: { path: /\/log$/ } },
  { name: 'second log', match: { path: /\/log$/, skip: 1 } },
];

export const actions: readonly (readonly [string, FaultAction])[] = [
  ['dropped before', { kind: 'drop', when: 'before-commit' }],
  ['reset before', { kind: 'drop', when: 'before-commit', reset: true }],
  ['dropped after', { kind: 'drop', when: 'after-commit' }],
  ['reset after', { kind: 'drop', when: 'after-commit', reset: true }],
  ['delayed', { kind: 'delay', ms: 120 }],
  ['429', { kind: 'status', code: 429 }],
  ['429 with Retry-After', { kind: 'status', code: 429, retryAfter: 1 }],
  ['500', { kind: 'status', code: 500 }],
  ['502', { kind: 'status', code: 502 }],
  ['503', { kind: 'status', code: 503 }],
  ['504 after', { kind: 'status', code: 504, when: 'after-commit' }],
  ['hanging before', { kind: 'hang', when: 'before-commit' }],
  ['hanging after', { kind: 'hang', when: 'after-commit' }],
  ['cut at once', { kind: 'cut', afterBytes: 0 }],
  ['cut after some bytes', { kind: 'cut', afterBytes: 40, how: 'close' }],
  ['reset after many bytes', { kind: 'cut', afterBytes: 900, how: 'reset' }],
  ['silent after some bytes', { kind: 'cut', afterBytes: 40, how: 'silent' }],
  ['gone, by an event', { kind: 'gone', as: 'event' }],
  ['gone, by an answer', { kind: 'gone', as: 'answer' }],
];

/** Whether the fault makes sense at the step: only streams can be cut, only watches be told 410. */
export function fits(step: Step, { kind }: FaultAction): boolean {
  if (kind === 'cut') return /watch|attach|log/.test(step.name);
  return kind !== 'gone' || /watch/.test(step.name);
}
