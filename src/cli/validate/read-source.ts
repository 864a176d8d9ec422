import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { CliError } from '../cli-error.js';

/** Text to validate, and its name in messages. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

const byteLimit = 64 * 1024 * 1024;

/** Reads a file, or standard input for `-`; throws a {@link CliError} that says what to do instead. */
export async function readSource(file: string, stdin: Readable): Promise<Source> {
  const name = file === '-' ? '<stdin>' : file;
  const bytes = await collect(
    file === '-' ? stdin : createReadStream(file, { highWaterMark: 1 << 20 }),
    name,
  );
  return { name, text: decode(bytes, name) };
}

async function collect(stream: Readable, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer);
      size += bytes.length;
      if (size > byteLimit) break;
      chunks.push(bytes);
    }
  } catch (error) {
    throw unreadable(name, error);
  }
  if (size > byteLimit) throw new CliError(`${name}: is larger than 64 MiB; split it into smaller files`);
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer, name: string): string {
  if (bytes.length >= 2 && (bytes.readUInt16BE(0) === 0xfeff || bytes.readUInt16BE(0) === 0xfffe)) {
    throw new CliError(`${name}: is UTF-16; save it as UTF-8`);
  }
  if (bytes.includes(0)) throw new CliError(`${name}: is a binary file; YAML or JSON text is expected`);
  try {
    // drops a byte order mark, so that columns count from the first visible character
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CliError(`${name}: is not UTF-8 text; YAML or JSON text in UTF-8 is expected`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file; check the path, or pass - to read standard input',
  EACCES: 'permission denied; make the file readable',
  EPERM: 'permission denied; make the file readable',
  EISDIR: 'it is a folder; name a file in it',
  ENOTDIR: 'a part of the path is not a directory; check the path',
  ELOOP: 'too many symbolic links; check the path',
  ENAMETOOLONG: 'the path is too long; check the path',
};

function unreadable(name: string, error: unknown): CliError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = reasons[code] ?? (error instanceof Error ? error.message : String(error));
  return new CliError(`${name.replaceAll('\0', '\\0')}: cannot be read: ${why}`);
}
