import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { minors as supported } from '../../generated/facts/minors.js';
import { builtPackage } from '../architecture/built-package.js';
import { runProgram } from '../programs/run-program.js';
import { root } from '../root.js';
import { installedCompat } from './installed.js';

const minors = supported.map((minor) => `v${minor}`);

/** What runs anywhere, with no types of Node or the DOM about. */
const anywhere = `
import { type EphemeralContainer, ephemeralContainer, forPod, validateEphemeralContainer } from 'ephemeral-containers';
${minors.map((minor) => `import type { EphemeralContainer as ${minor.replace('.', '_')} } from 'ephemeral-containers/${minor}';`).join('\n')}

export const container: EphemeralContainer = ephemeralContainer({ name: 'debugger', image: 'busybox:1.36' });
export const scoped = forPod({ spec: { containers: [{ name: 'app' }] } }).ephemeralContainer({
  name: 'debugger',
  image: 'busybox:1.36',
  targetContainerName: 'app',
});
export const result = validateEphemeralContainer(container);
export const messages = result.ok ? [] : result.causes.map((cause) => cause.message);
export type All = [${minors.map((minor) => minor.replace('.', '_')).join(', ')}];
// @ts-expect-error ports are disallowed
export const wrong: EphemeralContainer = { name: 'debugger', image: 'busybox:1.36', ports: [] };
`;

const onNode = `
import { EphemeralContainersClient } from 'ephemeral-containers/client';
import { startApiServer } from 'ephemeral-containers/testing';

export const start: typeof startApiServer = startApiServer;
export const connect: typeof EphemeralContainersClient.fromKubeConfig = EphemeralContainersClient.fromKubeConfig;
`;

const projects = { anywhere, 'on-node': onNode } as const;
let compilers: Readonly<Record<'5.9' | '6' | '7', string>>;
let consumer: string;

beforeAll(async () => {
  const { tsc6, tsc7 } = await installedCompat();
  compilers = { '5.9': join(root, 'node_modules/typescript/bin/tsc'), '6': tsc6, '7': tsc7 };
  consumer = (await builtPackage()).consumer;
  for (const [name, text] of Object.entries(projects)) {
    const folder = join(consumer, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'esm.mts'), text);
    writeFileSync(join(folder, 'cjs.cts'), text);
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      module: 'nodenext',
      target: 'es2022',
      lib: ['es2022'],
      noEmit: true,
      skipLibCheck: false,
      types: name === 'on-node' ? ['node'] : [],
      typeRoots: [join(root, 'node_modules/@types')],
    };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['esm.mts', 'cjs.cts'] }),
    );
  }
});

describe.each(['5.9', '6', '7'] as const)('the published types under TypeScript %s', (version) => {
  it.each(['anywhere', 'on-node'] as const)('check without skipLibCheck: %s', async (name) => {
    const args = [compilers[version], '--pretty', 'false', '-p', join(consumer, name)];
    const output = await runProgram(process.execPath, args, { anyExit: true });
    expect(output.trim()).toBe('');
  });
});
