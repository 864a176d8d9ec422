import { spawn } from 'node:child_process';
import type { TestCase, Verdict } from '../compare.js';

/** What the oracle answers to one case; `psa` by policy version, and `latest`. */
export interface OracleAnswer extends Verdict {
  readonly id: string;
  readonly warnings?: readonly string[];
  readonly psa?: { readonly [version: string]: { readonly baseline?: string; readonly restricted?: string } };
}

const deadline = 300_000;

/**
 * Asks one release's own code, see `oracle/README.md`. It answers in the order of the cases and
 * writes only once its input has ended. Rejects if it fails, or says nothing within five minutes.
 */
export function askOracle(
  program: string,
  cases: readonly TestCase[],
  policyVersions: readonly string[] = [],
): Promise<OracleAnswer[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, policyVersions, { timeout: deadline });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const answers = parseLines(Buffer.concat(output).toString());
      if (code === 0 && answers.length === cases.length) resolve(answers);
      else reject(new Error(`${program} stopped (${code ?? signal}): ${Buffer.concat(errors)}`));
    });
    // a program that stopped early is reported on close
    child.stdin.once('error', () => undefined);
    child.stdin.end(cases.map((testCase) => `${JSON.stringify(testCase)}\n`).join(''));
  });
}

function parseLines(text: string): OracleAnswer[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as OracleAnswer);
}
