import { type Command, Option } from 'commander';
import { parseMinorFlag } from '../flags/parse-minor-flag.js';
import type { CliIo, RunAction } from '../io.js';
import type { FieldValidation } from '../validate/judge-subject.js';
import { parseFieldValidation } from '../validate/parse-choices.js';

interface Flags {
  readonly minor?: string;
  readonly pod?: string;
  readonly fieldValidation: FieldValidation;
  readonly output: 'text' | 'json';
}

const details = (program: string) => `
What a file may hold, in YAML or JSON, one document or several (---):
  a container            judged as an addition to the Pod
  a list of containers   judged as the Pod's whole list, as the subresource takes it: with --pod,
                         what the Pod already has must be in it, unchanged
  a Pod                  its spec.ephemeralContainers, as a list. A Pod from a cluster (it has a uid,
                         resourceVersion or status) is judged as an update; a manifest is judged as
                         one to create, and the API server refuses to create a Pod with ephemeral
                         containers: they are added to the running Pod. With --pod it is an update
  a List or PodList      every item of it

YAML is read as kubectl reads it: yes, no, on and off are booleans, 010 is 8; quote them in env.

-o text points into the source: file:line:column, the cause, the line, a hint.
-o json prints a v1 Status per judged object, one a line, with a member "source" for the positions.
Warnings, and what cannot be read, go to standard error.

Exit codes: 0 valid, 1 invalid, 2 wrong usage or input that cannot be read or judged.

Examples:
  $ ${program} validate debugger.yaml --pod pod.yaml --minor 1.30
  $ kubectl get pod web -o yaml | ${program} validate -`;

/** `validate`: judges files as an API server would. */
export function addValidateCommand(program: Command, io: CliIo, runAction: RunAction): void {
  program
    .command('validate')
    .summary('judge ephemeral containers in files, as the API server would')
    .description('Judges ephemeral containers in files as the API server of a Kubernetes minor would.')
    .argument('<file...>', 'files to judge; - is standard input')
    .option('--minor <minor>', 'the Kubernetes minor to judge for, such as 1.30 (default: the newest)')
    .option('--pod <file>', 'the Pod that the containers are for; - is standard input')
    .addOption(
      new Option('--field-validation <mode>', 'what unknown and repeated fields are: Strict, Warn or Ignore')
        .default('Strict')
        .argParser(parseFieldValidation),
    )
    .addOption(new Option('-o, --output <format>', 'output format').choices(['text', 'json']).default('text'))
    .addHelpText('after', details(program.name()))
    .action((files: string[], flags: Flags, command: Command) =>
      runAction(async () => {
        const [{ loadJudge, minors }, { validateFiles }] = await Promise.all([
          import('../validate/library-judge.js'),
          import('../validate/validate-files.js'),
        ]);
        const minor = flags.minor === undefined ? undefined : parseMinorFlag(command, flags.minor, minors);
        return validateFiles(files, { ...flags, judge: loadJudge(minor) }, io);
      }),
    );
}
