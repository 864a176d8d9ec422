import { type Command, Option } from 'commander';
import { newestMinor } from '../../../generated/facts/minors.js';
import { parseMinorsFlag } from '../flags/parse-minor-flag.js';
import type { CliIo, RunAction } from '../io.js';
import { type FieldValidation, parseFieldValidation } from '../validate/parse-choices.js';
import { type OutputFormat, outputFormats } from '../validate/report-writer.js';

interface ValidateFlags {
  readonly minor?: string;
  readonly pod?: string;
  readonly fieldValidation: FieldValidation;
  readonly output: OutputFormat;
  readonly strictKinds?: boolean;
  readonly quiet?: boolean;
  readonly summary?: boolean;
}

const details = (program: string) => `
What a file may hold, in YAML or JSON, one document or several (---):
  a container            validated as an addition to the Pod
  a list of containers   validated as the Pod's whole list, as the subresource takes it: with --pod,
                         what the Pod already has must be in it, unchanged
  a patch                {"spec":{"ephemeralContainers":[…]}} without a kind: the list that it makes
                         of the Pod's, as a strategic merge patch
  a Pod                  its spec.ephemeralContainers, as a list. A Pod from a cluster (it has a uid,
                         resourceVersion or status) is validated as an update; a manifest as one to
                         create, and the API server refuses to create a Pod with ephemeral
                         containers: they are added to the running Pod. With --pod it is an update
  a List or PodList      every item of it
Objects of other kinds are skipped and counted. Of a folder, the .yaml, .yml and .json files in it and
below are read, hidden ones aside, and objects without a kind are skipped too.

YAML is read as kubectl reads it: yes, no, on and off are booleans, 010 is 8; quote them in env.

-o text points into the source: file:line:column, the cause, the line, a hint.
-o json prints a v1 Status per validated object, one a line, with a member "source" for the positions.
-o junit, sarif and github are for CI: JUnit's XML, a SARIF 2.1.0 log, GitHub's workflow commands.
Warnings, and what cannot be read, go to standard error.

Exit codes: 0 valid, 1 invalid, 2 wrong usage or input that cannot be read or validated.

Examples:
  $ ${program} validate debugger.yaml --pod pod.yaml --minor 1.30
  $ ${program} validate manifests/ --minor 1.28-1.34 --quiet --summary
  $ kubectl get pod web -o yaml | ${program} validate -`;

/** `validate`: validates files as an API server would. */
export function addValidateCommand(program: Command, io: CliIo, runAction: RunAction): void {
  program
    .command('validate')
    .summary('validate ephemeral containers in files, as the API server would')
    .description('Validates ephemeral containers in files as the API server of a Kubernetes minor would.')
    .argument('<file...>', 'files and folders to validate; - is standard input')
    .option(
      '--minor <minor>',
      'Kubernetes minors, such as 1.30, 1.28-1.34 or 1.28,1.30 (default: the newest)',
    )
    .option('--pod <file>', 'the Pod that the containers are for; - is standard input')
    .addOption(
      new Option('--field-validation <mode>', 'what unknown and repeated fields are: Strict, Warn or Ignore')
        .default('Strict')
        .argParser(parseFieldValidation),
    )
    .option('--strict-kinds', 'refuse objects of other kinds, which are else skipped')
    .option('-q, --quiet', 'print only what is wrong')
    .option('--summary', 'end with a line that counts')
    .addOption(new Option('-o, --output <format>', 'output format').choices(outputFormats).default('text'))
    .addHelpText('after', details(program.name()))
    .action((paths: string[], flags: ValidateFlags, command: Command) =>
      runAction(async () => {
        const [{ libraryValidator }, { validateFiles }] = await Promise.all([
          import('../../text/library-validator.js'),
          import('../validate/validate-files.js'),
        ]);
        const chosen = parseMinorsFlag(command, flags.minor ?? newestMinor);
        const validators = new Map(chosen.map((minor) => [minor, libraryValidator(minor)] as const));
        return validateFiles(paths, { ...flags, validators }, io);
      }),
    );
}
