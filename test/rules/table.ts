import { expect, it } from 'vitest';
import { validateEphemeralContainer, validateEphemeralContainers } from '../../src/index.js';

/** Where the rows of a table are asked; the newest minor and a plain Pod if not said. */
export interface Given {
  readonly minor?: '1.26' | '1.30' | '1.37';
  readonly annotations?: { readonly [name: string]: string };
  /** Members of the Pod's spec beside its one container `app`. */
  readonly spec?: object;
}

/** An ephemeral container as a Pod has it once the server has filled in defaults. */
export function stored(name: string): object {
  return {
    name,
    image: 'busybox',
    imagePullPolicy: 'Always',
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  };
}

/** `make` puts the value into a container, or into a whole list. */
export function accepts<Value>(
  make: (value: Value) => object,
  values: readonly Value[],
  given: Given = {},
): void {
  it.each(values.map((value) => ({ shown: show(value), value })))('accepts $shown', ({ value }) => {
    expect(listCauses(make(value), given)).toEqual([]);
  });
}

/** After each value come all causes, as the API server of that minor answered. */
export function refuses<Value>(
  make: (value: Value) => object,
  rows: readonly (readonly [value: Value, ...causes: string[]])[],
  given: Given = {},
): void {
  const tests = rows.map(([value, ...causes]) => ({ shown: show(value), value, causes }));
  it.each(tests)('refuses $shown', ({ value, causes }) => {
    expect(listCauses(make(value), given)).toEqual(causes);
  });
}

function show(value: unknown): string {
  return shorten(JSON.stringify(value));
}

function listCauses(proposed: object, { minor = '1.37', annotations = {}, spec }: Given): string[] {
  const pod = { metadata: { name: 'web', annotations }, spec: { containers: [{ name: 'app' }], ...spec } };
  const options = { pod, minor, fieldValidation: 'Ignore' as const };
  const result = Array.isArray(proposed)
    ? validateEphemeralContainers(proposed, options)
    : validateEphemeralContainer({ name: 'debugger', image: 'busybox', ...proposed }, options);
  return result.ok ? [] : result.causes.map(({ field, message }) => shorten(`${field}: ${message}`));
}

/** Without what leads to the one container, examples and patterns, and the rest of what only repeats itself. */
function shorten(cause: string): string {
  return cause
    .replace(/^spec\.ephemeralContainers\[0\]/, '')
    .replace(/ \(e\.g\. .*$/, '')
    .replace(/(.)\1{39,}/g, '$1…');
}
