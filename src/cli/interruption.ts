import { constants } from 'node:os';

/** A signal that asked the program to end. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  /** 128 + the signal's number, as a shell reports it. */
  readonly exitCode: number;

  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super(`interrupted by ${signal}`);
    this.exitCode = 128 + constants.signals[signal];
  }
}
