import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, normalize, sep } from 'node:path';
import type { Environment } from '../find-files.js';

/**
 * Where a plugin's program is, in the `PATH` of this process: one that the plugin is given does not
 * count. Undefined where there is none.
 */
export function findCommand(command: string, env: Environment): string | undefined {
  // Windows has its own ways of finding a program, which Node knows.
  if (process.platform === 'win32') return command;
  if (command.includes(sep)) return isExecutable(command) ? normalize(command) : undefined;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return !statSync(path).isDirectory();
  } catch {
    return false;
  }
}
