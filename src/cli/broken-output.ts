import { getSystemErrorMap } from 'node:util';
import { exitCode } from './io.js';

/** Output that can no longer be written: its reader closed it, or the disk is full. main.ts reports it once. */
export class BrokenOutput extends Error {
  override readonly name = 'BrokenOutput';
  readonly exitCode: number;
  /** Whether the reader closed the pipe, as head(1) does; that is not reported as a failure. */
  readonly isLeft: boolean;

  constructor(stream: 'standard output' | 'standard error', cause: NodeJS.ErrnoException) {
    const [, words] = getSystemErrorMap().get(cause.errno ?? 0) ?? [];
    super(`${stream}: ${words ?? cause.message}`, { cause });
    this.isLeft = cause.code === 'EPIPE';
    this.exitCode = this.isLeft ? exitCode.readerLeft : exitCode.failed;
  }
}
