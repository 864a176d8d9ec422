import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Completion, type Editor, startEditor } from './tsserver.js';

let editor: Editor;
beforeAll(() => {
  editor = startEditor();
});
afterAll(() => editor.close());

const forbidden = [
  'ports',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
  'resources',
  'resizePolicy',
  'restartPolicy',
  'restartPolicyRules',
];

function complete(text: string): Promise<Completion[]> {
  return editor.complete('test/types/completions/program.ts', text);
}

function isDeprecated({ kindModifiers = '' }: Completion): boolean {
  return kindModifiers.split(',').includes('deprecated');
}

/** All that is struck through comes after all that is not, and these names are among it. */
function expectForbiddenLast(entries: readonly Completion[], names: readonly string[]): void {
  const first = entries.findIndex(isDeprecated);
  const [allowed, rest] = [entries.slice(0, first), entries.slice(first)];
  expect(first).toBeGreaterThan(0);
  expect(allowed.some(isDeprecated)).toBe(false);
  expect(rest.every(isDeprecated)).toBe(true);
  expect(rest.map(({ name }) => name)).toEqual(expect.arrayContaining([...names]));
}

describe('completions', () => {
  it.each(['', '/v1.25', '/v1.34'])(
    'of an object of ephemeral-containers%s end with what is disallowed',
    async (entry) => {
      const entries = await complete(
        `import type { EphemeralContainer } from 'ephemeral-containers${entry}';\nconst c: EphemeralContainer = { § };\n`,
      );
      expect(entries.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['name', 'image', 'targetContainerName']),
      );
      expectForbiddenLast(entries, forbidden);
    },
  );

  it('of a builder are the same', async () => {
    const entries = await complete(
      `import { ephemeralContainer } from 'ephemeral-containers';\nephemeralContainer({ § });\n`,
    );
    expectForbiddenLast(entries, forbidden);
  });

  it('of a volume mount end with the sub-paths', async () => {
    const entries = await complete(
      `import type { VolumeMount } from 'ephemeral-containers';\nconst m: VolumeMount = { § };\n`,
    );
    expect(entries.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['name', 'mountPath', 'readOnly']),
    );
    expectForbiddenLast(entries, ['subPath', 'subPathExpr']);
  });

  const pod = `import { forPod } from 'ephemeral-containers';
const pod = forPod({
  spec: {
    containers: [{ name: 'app' }, { name: 'sidecar' }],
    initContainers: [{ name: 'setup' }],
    volumes: [{ name: 'data' }],
  },
});
`;

  it('of a target are the containers of the pod', async () => {
    const entries = await complete(
      `${pod}pod.ephemeralContainer({ name: 'debugger', image: 'busybox', targetContainerName: '§' });\n`,
    );
    expect(entries.map(({ name }) => name)).toEqual(['app', 'setup', 'sidecar']);
  });

  it('of a mount are the volumes of the pod', async () => {
    const entries = await complete(
      `${pod}pod.ephemeralContainer({ name: 'debugger', image: 'busybox', volumeMounts: [{ name: '§', mountPath: '/d' }] });\n`,
    );
    expect(entries.map(({ name }) => name)).toEqual(['data']);
  });

  it('of an enum are its values', async () => {
    const entries = await complete(
      `import type { EphemeralContainer } from 'ephemeral-containers';\nconst c: EphemeralContainer = { name: '', image: '', imagePullPolicy: '§' };\n`,
    );
    expect(entries.map(({ name }) => name)).toEqual(['Always', 'IfNotPresent', 'Never']);
  });
});
