import { constants } from 'node:os';

/** The signals that a command may handle before it ends, such as to restore the terminal. */
export const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** A signal that asked the program to end. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  /** 128 + the signal's number, as a shell reports it. */
  readonly exitCode: number;

  constructor(signal: (typeof interruptions)[number]) {
    super(`interrupted by ${signal}`);
    this.exitCode = 128 + constants.signals[signal];
  }
}
