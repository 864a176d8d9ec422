import { describe, expect, it } from 'vitest';
import { readPage, withoutIds } from '../page.js';
import { runConsole, runModule } from '../run-fence.js';
import { standalone } from '../scenes.js';

describe.each(standalone)('%s', (file) => {
  const { programs, sessions } = readPage(file);

  it.each(programs.map((program) => [program.fence.line, program] as const))(
    'prints what it says at line %i',
    async (_, { fence, output }) => {
      expect(await runModule(fence)).toEqual({ output, errors: '', code: 0 });
    },
  );

  it.each(sessions.map((fence) => [fence.line, fence] as const))(
    'answers as at line %i',
    async (_, fence) => {
      expect(withoutIds(await runConsole(fence))).toBe(fence.code);
    },
  );
});
