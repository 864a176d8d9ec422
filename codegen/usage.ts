import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface Options {
  readonly check: boolean;
  readonly schema: string | undefined;
  readonly minor: string | undefined;
  readonly out: string | undefined;
  readonly help: boolean;
}

/** A mistake on the command line, or in what it points to: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What can be given; an installed package has no generated/ to write, so it promises none. */
export function usage(isSource: boolean): string {
  const [about, synopsis, command, nothing] = isSource
    ? [
        'types, builders, validator and JSON Schemas from OpenAPI documents of Kubernetes',
        '[--check] [--schema <file | url | -> [--minor <1.NN>] [--out <directory>]]',
        'npm run generate --',
        '  (nothing)          write generated/ from codegen/openapi and codegen/definitions\n',
      ]
    : [
        'types and a JSON Schema from the OpenAPI document of an API server',
        '[--check] --schema <file | url | -> [--minor <1.NN>] --out <directory>',
        'ephemeral-containers generate',
        '',
      ];
  return `Generates ${about}.

Usage: generate ${synopsis}

${nothing}  --check            write nothing; exit with 1 and say what differs, surplus files included
  --schema <source>  the OpenAPI v3 document of an API server, whole or cut, from a file, a URL or
                     standard input (-):
                       kubectl get --raw /openapi/v3/api/v1 | ${command} --schema - --out types
                     It stands in for the document of its minor
  --minor <1.NN>     the minor of that document, where its info.version does not say
  --out <directory>  write only what that document makes, for use in a project of your own: the
                     narrowed types, the wide types and the JSON Schema
  --help             show this

Exit codes: 0 done, 1 something differs or has to be decided first, 2 wrong usage or unreadable input.
`;
}

/** @throws UsageError */
export function parseOptions(args: readonly string[]): Options {
  const values = parse(args);
  const { check = false, schema, minor, out, help = false } = values;
  if (help) return { check, schema, minor, out, help };
  if (schema === '') throw new UsageError('--schema needs a file, a URL or - for standard input');
  if (out === '') throw new UsageError('--out needs a directory');
  if (schema === undefined && minor !== undefined) throw new UsageError('--minor needs --schema');
  if (schema === undefined && out !== undefined) throw new UsageError('--out needs --schema');
  if (minor !== undefined && !/^1\.\d{1,3}$/.test(minor)) {
    throw new UsageError(`--minor: ${JSON.stringify(minor)} is not a Kubernetes minor such as 1.34`);
  }
  return { check, schema, minor, out, help };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        check: { type: 'boolean' },
        schema: { type: 'string' },
        minor: { type: 'string' },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
