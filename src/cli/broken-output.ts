import { getSystemErrorMap } from 'node:util';
import { exitCode } from './io.js';

/** Output that goes nowhere any more: its reader left, or there is no room. Told by main.ts, once. */
export class BrokenOutput extends Error {
  override readonly name = 'BrokenOutput';
  readonly exitCode: number;
  /** Whether a reader left, such as head(1), who has seen enough: no reason to complain. */
  readonly isLeft: boolean;

  constructor(stream: 'standard output' | 'standard error', cause: NodeJS.ErrnoException) {
    const [, words] = getSystemErrorMap().get(cause.errno ?? 0) ?? [];
    super(`${stream}: ${words ?? cause.message}`, { cause });
    this.isLeft = cause.code === 'EPIPE';
    this.exitCode = this.isLeft ? exitCode.readerLeft : exitCode.failed;
  }
}
