import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, expect, test } from 'vitest';
import { writeFiles } from '../../codegen/files.js';
import { generateFor } from '../../codegen/generate.js';
import { changeType } from './documents.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(root, 'node_modules/.codegen-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what --out writes compiles in a project of its own, the wide types included', async () => {
  // As a running server publishes them: with enums, also inside what is disallowed.
  const documents = changeType('Lifecycle', ({ properties }) => {
    Object.assign(properties ?? {}, { stopSignal: { type: 'string', enum: ['SIGINT', 'SIGTERM'] } });
  });
  const files = generateFor(documents, '1.34');
  expect(files.map(({ path }) => path).sort()).toEqual([
    'api/v1.34.ts',
    'schemas/v1.34.json',
    'shapes/disallowed.ts',
    'shapes/v1.34.ts',
  ]);
  expect(files.find(({ path }) => path.startsWith('api/'))?.text).toContain('"SIGINT" | "SIGTERM"');
  const use = `
    import type { components } from './api/v1.34.js';
    import type { EphemeralContainer } from './shapes/v1.34.js';
    type Wide = components['schemas']['io.k8s.api.core.v1.EphemeralContainer'];
    export const good: EphemeralContainer = { name: 'a', image: 'b', env: [{ name: 'A', value: 'x' }] };
    export const wide: Wide = good;
    // @ts-expect-error a disallowed field
    export const bad: EphemeralContainer = { name: 'a', image: 'b', ports: [{ containerPort: 80 }] };
  `;
  writeFiles(folder, [...files, { path: 'use.ts', text: use }], true);
  expect(diagnose(['use.ts', 'api/v1.34.ts', 'shapes/v1.34.ts', 'shapes/disallowed.ts'])).toEqual([]);
});

function diagnose(names: readonly string[]): readonly string[] {
  const program = ts.createProgram(
    names.map((name) => join(folder, name)),
    {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: [],
      // Where the package is installed, this is its main entry.
      paths: { 'ephemeral-containers': [join(root, 'src/core/forbidden.ts')] },
    },
  );
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
