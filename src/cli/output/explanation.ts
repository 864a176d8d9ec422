import type { Status } from '../../index.js';
import type { CliError } from '../cli-error.js';
import { failureOfExit, failureStatus } from './failure-status.js';
import { printable } from './print.js';

/** What went wrong, as lines for people, and the exit code it ends with. */
export interface Explanation {
  readonly code: number;
  readonly lines: readonly string[];
  /** The API server's answer, or one in its form. */
  readonly status: Status;
}

export function explainCliError({ exitCode: code, message, containerName }: CliError): Explanation {
  return explain(code, message, undefined, failureStatus(message, failureOfExit(code), containerName));
}

export function explain(code: number, message: string, hint?: string, status?: Status): Explanation {
  const [first = '', ...rest] = message.split('\n').map(printable);
  const hints = hint === undefined ? [] : [`  hint: ${hint}`];
  return {
    code,
    lines: [`error: ${first}`, ...rest.map((line) => `  ${line}`), ...hints],
    status: status ?? failureStatus(message, failureOfExit(code), undefined),
  };
}
