import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError } from '../cli-error.js';

/** A file to validate. */
export interface ListedFile {
  readonly file: string;
  /** It was found in a folder, which holds other files too. */
  readonly isFound: boolean;
}

/** The files that these paths name, those in folders and the folders in them too, in order. */
export async function listFiles(paths: readonly string[]): Promise<readonly ListedFile[]> {
  const listed: ListedFile[] = [];
  for (const path of paths) {
    if (!(await isFolder(path))) listed.push({ file: path, isFound: false });
    else for (const file of await listFolder(path)) listed.push({ file, isFound: true });
  }
  return listed;
}

async function isFolder(path: string): Promise<boolean> {
  // what is not there is told when it is read
  return (
    path !== '-' &&
    (await stat(path)
      .then((found) => found.isDirectory())
      .catch(() => false))
  );
}

async function listFolder(folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const entry of await readEntries(folder)) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    if (entry.isDirectory()) files.push(...(await listFolder(path)));
    // a link to a folder may lead back here
    else if (/\.(?:ya?ml|json)$/i.test(entry.name) && !(await isFolder(path))) files.push(path);
  }
  return files;
}

async function readEntries(folder: string) {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw new CliError(
      `${folder}: cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
