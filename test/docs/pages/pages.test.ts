import { describe, expect, it } from 'vitest';
import { importModule } from '../import-fence.js';
import { openPage } from '../open-page.js';
import { readPage, withoutIds } from '../page.js';
import { type Permission, readPermissions } from '../roles.js';
import { type Environment, runConsole, runModule } from '../run-fence.js';
import { scenes } from '../scenes.js';

describe.each(Object.entries(scenes))('%s', (file, scene) => {
  const page = readPage(file);
  const permissions = readPermissions(page);
  const needed = permissions.filter(({ optional }) => !optional);

  /** Each block has a server of its own, with the page's Pods as they are at first. */
  const onServer = async <Result>(
    run: (env: Environment) => Promise<Result>,
    granted: readonly Permission[] = permissions,
  ): Promise<Result> => {
    const rules = granted.map(({ rule }) => rule);
    const open = await openPage(page, { ...scene, users: [{ name: 'reader', token: 'reader', rules }] });
    try {
      return await run(open.env);
    } finally {
      await open.close();
    }
  };

  it.each(page.programs.map((program) => [program.fence.line, program] as const))(
    'prints what it says at line %i, with no more than the permissions it needs',
    async (_, { fence, output }) => {
      const ran = await onServer((env) => runModule(fence, env), needed);
      expect({ ...ran, output: withoutIds(ran.output) }).toEqual({ output, errors: '', code: 0 });
    },
  );

  it.each(page.sessions.map((fence) => [fence.line, fence] as const))(
    'answers as at line %i',
    async (_, fence) => {
      expect(withoutIds(await onServer((env) => runConsole(fence, env)))).toBe(withoutIds(fence.code));
    },
  );

  it.each(page.steps.filter((step) => step.startsWith('ephemeral-containers ')))(
    'has a step that succeeds: %s',
    async (step) => {
      const code = `$ ${step.trim()}\n$ echo "exit code $?"\n`;
      expect(await onServer((env) => runConsole({ code }, env))).toMatch(/\nexit code 0\n$/);
    },
  );

  it.each(needed.map((permission) => [permission.verb, permission.resource, permission] as const))(
    'needs to be allowed to %s %s',
    async (verb, resource, permission) => {
      const [program] = page.programs;
      if (!program) throw new Error(`${file} has roles, and nothing that runs`);
      const rest = needed.filter((other) => other !== permission);
      const printed = await onServer((env) => importModule(program.fence, env), rest);
      expect(printed).toContain(`cannot ${verb} resource "${resource}"`);
    },
  );
});
