import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/**
 * Reads a token or certificate. It may be a pipe, which is opened without waiting for who writes to it:
 * a thread that waits there can be ended by nobody, and would keep the process.
 */
export async function readWithoutWaiting(path: string, encoding: 'utf8' | 'latin1'): Promise<string> {
  // Windows has no such flag.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    return await file.readFile(encoding);
  } finally {
    await file.close();
  }
}
