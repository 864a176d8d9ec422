import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { newestMinor } from '../../../generated/facts/minors.js';
import { CliError } from '../cli-error.js';
import { parseMinorFlag } from '../flags/parse-minor-flag.js';
import { type CliIo, exitCode, type RunAction } from '../io.js';
import { findPackageRoot } from '../package-root.js';

/** `schema`: prints the JSON Schema of a minor, as editors and other validators take it. */
export function addSchemaCommand(program: Command, io: CliIo, runAction: RunAction): void {
  program
    .command('schema')
    .summary('print the JSON Schema of an ephemeral container')
    .description('Prints the JSON Schema (draft 2020-12) of an ephemeral container of a Kubernetes minor.')
    .option('--minor <minor>', 'the Kubernetes minor, such as 1.30 (default: the newest)')
    .option('--strict', 'refuse unknown fields, as the API server does under fieldValidation Strict')
    .addHelpText('after', `\nExample:\n  $ ${program.name()} schema --minor 1.30 > debugger.schema.json`)
    .action((flags: { readonly minor?: string; readonly strict?: boolean }, command: Command) =>
      runAction(async () => {
        const minor = parseMinorFlag(command, flags.minor ?? newestMinor);
        const file = join(
          findPackageRoot(),
          'generated',
          'schemas',
          `v${minor}${flags.strict === true ? '.strict' : ''}.json`,
        );
        try {
          io.stdout.write(await readFile(file, 'utf8'));
        } catch {
          throw new CliError(`the schema of ${minor} is not there; install ephemeral-containers again`);
        }
        return exitCode.ok;
      }),
    );
}
