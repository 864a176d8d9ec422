import { isDeepStrictEqual } from 'node:util';
import { dumpless, firstLineOfChange, unquote } from './messages.js';

/** A list of ephemeral containers proposed for a Pod, whole. */
export interface TestCase {
  readonly id: string;
  readonly pod: unknown;
  readonly ephemeralContainers: unknown;
}

export interface RecordedCause {
  readonly reason: string;
  readonly field: string;
  readonly message: string;
}

/** What one release's registry code answered. */
export interface Verdict {
  readonly verdict: string;
  readonly unknown?: readonly string[];
  readonly causes?: readonly RecordedCause[];
  readonly stored?: readonly unknown[];
  readonly error?: string;
}

type Answer =
  | { readonly ok: true; readonly value: unknown; readonly warnings: readonly string[] }
  | {
      readonly ok: false;
      readonly causes: readonly RecordedCause[];
      readonly warnings: readonly string[];
    };

/** The two functions that are held to the recorded answers. */
export interface Library {
  validateEphemeralContainers(
    list: unknown,
    options: { pod: never; minor: never; fieldValidation: 'Strict' | 'Ignore' },
  ): Answer;
  withDefaults(container: never, options: { minor: never; pod: never }): unknown;
}

/** Where a release's answer and the library's differ, as sentences; empty where they agree. */
export function compareVerdict(
  minor: string,
  testCase: TestCase,
  verdict: Verdict,
  library: Library,
): string[] {
  if (verdict.verdict === 'badpod') return [];
  const before = JSON.stringify(testCase);
  const differences: string[] = [];
  try {
    const ignoring = ask(minor, testCase, library, 'Ignore');
    differences.push(...compareAnswer(verdict, ignoring));
    if (verdict.verdict !== 'decode') {
      const strict = ask(minor, testCase, library, 'Strict');
      differences.push(...compareUnknown(verdict, ignoring, strict));
    }
    if (verdict.verdict === 'accepted') differences.push(...compareStored(minor, testCase, verdict, library));
  } catch (error) {
    differences.push(`throws ${error instanceof Error ? error.stack : String(error)}`);
  }
  if (JSON.stringify(testCase) !== before) differences.push('changes its input');
  return differences;
}

function ask(minor: string, testCase: TestCase, library: Library, fieldValidation: 'Strict' | 'Ignore') {
  return library.validateEphemeralContainers(testCase.ephemeralContainers, {
    pod: testCase.pod as never,
    minor: minor as never,
    fieldValidation,
  });
}

function compareAnswer(verdict: Verdict, answer: Answer): string[] {
  if (verdict.verdict === 'accepted') {
    return answer.ok ? [] : answer.causes.map((cause) => `surplus cause ${sentence(cause)}`);
  }
  if (answer.ok) return [`accepts what the server answers with ${verdict.verdict} ${wording(verdict)}`];
  if (verdict.verdict === 'decode') {
    const named = answer.causes.some((cause) => cause.reason === 'FieldValueTypeInvalid');
    return named ? [] : [`has no FieldValueTypeInvalid, the server: ${verdict.error ?? 'does not decode'}`];
  }
  return compareCauses(verdict.causes ?? [], answer.causes);
}

function wording(verdict: Verdict): string {
  return verdict.causes?.map(sentence).join('; ') ?? verdict.error ?? '';
}

/**
 * Where causes differ, their order and how often each is told included, as sentences; nobody needs
 * those inside a field that is disallowed itself.
 */
export function compareCauses(
  expected: readonly RecordedCause[],
  actual: readonly RecordedCause[],
): string[] {
  const wanted = new Map(expected.map((cause) => [sentence(cause), cause]));
  const given = new Set(actual.map(sentence));
  const disallowed = expected.filter(isDisallowedField).map((cause) => cause.field);
  const missing = [...wanted]
    .filter(([text, cause]) => !given.has(text) && !disallowed.some((field) => isInside(cause.field, field)))
    .map(([text]) => `missing cause ${text}`);
  const surplus = [...given].filter((text) => !wanted.has(text)).map((text) => `surplus cause ${text}`);
  if (missing.length > 0 || surplus.length > 0) return [...missing, ...surplus];
  return compareSequence(
    expected.map(sentence).filter((text) => given.has(text)),
    actual.map(sentence),
  );
}

function compareSequence(expected: readonly string[], actual: readonly string[]): string[] {
  const at = expected.findIndex((text, index) => text !== actual[index]);
  if (at < 0 && expected.length === actual.length) return [];
  const place = at < 0 ? expected.length : at;
  const [wanted = 'nothing', given = 'nothing'] = [expected[place], actual[place]];
  return [`tells in another order or number: ${given} for ${wanted}`];
}

function isDisallowedField(cause: RecordedCause): boolean {
  return cause.message === 'Forbidden: cannot be set for an Ephemeral Container';
}

function isInside(field: string, outer: string): boolean {
  return field.startsWith(`${outer}.`) || field.startsWith(`${outer}[`);
}

function sentence(cause: RecordedCause): string {
  return `${cause.reason} ${cause.field}: ${firstLineOfChange(dumpless(cause.message))}`;
}

function compareUnknown(verdict: Verdict, ignoring: Answer, strict: Answer): string[] {
  const expected = new Set((verdict.unknown ?? []).map(unknownPath).filter((path) => path !== undefined));
  const known = new Set(ignoring.ok ? [] : ignoring.causes.map(sentence));
  const extra = strict.ok ? [] : strict.causes.filter((cause) => !known.has(sentence(cause)));
  const given = new Set(extra.map((cause) => cause.field));
  return [
    ...[...expected].filter((path) => !given.has(path)).map((path) => `Strict misses the unknown ${path}`),
    ...[...given].filter((path) => !expected.has(path)).map((path) => `Strict calls ${path} unknown`),
  ];
}

/** The path in `unknown field "spec…"`, unless in another part of the Pod or a field written twice. */
function unknownPath(text: string): string | undefined {
  const quoted = /^unknown field (".*")$/su.exec(text)?.[1];
  const path = quoted === undefined ? '' : unquote(quoted);
  return path.startsWith('spec.ephemeralContainers') ? path : undefined;
}

function compareStored(minor: string, testCase: TestCase, verdict: Verdict, library: Library): string[] {
  // a null list is an empty one
  const list = (testCase.ephemeralContainers ?? []) as readonly unknown[];
  const stored = verdict.stored ?? [];
  if (list.length !== stored.length)
    return [`the server stores ${stored.length} of ${list.length} containers`];
  return list.flatMap((container, index) => {
    const options = { minor: minor as never, pod: testCase.pod as never };
    const actual = library.withDefaults(container as never, options);
    return differingPaths(stored[index], plain(actual), `[${index}]`);
  });
}

export function differingPaths(stored: unknown, actual: unknown, path: string): string[] {
  if (isDeepStrictEqual(stored, actual)) return [];
  if (!isTree(stored) || !isTree(actual) || Array.isArray(stored) !== Array.isArray(actual)) {
    return [`stores ${path} ${JSON.stringify(stored)}, withDefaults ${JSON.stringify(actual)}`];
  }
  const keys = new Set([...Object.keys(stored), ...Object.keys(actual)]);
  return [...keys].flatMap((key) => differingPaths(stored[key], actual[key], `${path}.${key}`));
}

function isTree(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
