import { join } from 'node:path';
import { vi } from 'vitest';
import { openModule } from '../programs/built.js';
import { root } from '../root.js';
import type { Fence } from '../types/fences.js';
import type { Environment } from './run-fence.js';

/** The sources that a user's imports stand for, from the project's folder. */
const entryPoints: Readonly<Record<string, string>> = {
  'ephemeral-containers': 'src/index.ts',
  'ephemeral-containers/text': 'src/text/index.ts',
  'ephemeral-containers/client': 'src/client/index.ts',
  'ephemeral-containers/testing': 'src/testing/index.ts',
};

/** Runs a block in this process, which takes no time to start, and returns what it printed and threw. */
export async function importModule({ code }: Pick<Fence, 'code'>, env: Environment): Promise<string> {
  const module = openModule(
    code.replaceAll(/(?<= from ')ephemeral-containers[^']*(?=';)/g, (name) =>
      join(root, entryPoints[name] ?? name),
    ),
  );
  const printed: string[] = [];
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((...parts) => void printed.push(parts.join(' '))),
    vi.spyOn(console, 'error').mockImplementation((...parts) => void printed.push(parts.join(' '))),
    vi.spyOn(process.stdout, 'write').mockImplementation((data) => printed.push(String(data)) > 0),
  ];
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  try {
    await import(module.file);
  } catch (error) {
    printed.push(String(error));
  } finally {
    vi.unstubAllEnvs();
    for (const spy of spies) spy.mockRestore();
    process.exitCode = undefined;
    module.remove();
  }
  return printed.join('\n');
}
