import { expect, test } from 'vitest';
import { podOf, serveCli } from './with-server.js';

const cli = serveCli({
  pods: [podOf('web')],
  users: [
    {
      name: 'jane',
      token: 'secret',
      rules: [
        { verbs: ['get', 'list', 'watch'], resources: ['pods', 'events'] },
        { verbs: ['patch'], resources: ['pods/ephemeralcontainers'] },
        { verbs: ['get', 'create'], resources: ['pods/attach'] },
      ],
    },
  ],
});
const container = ['--image', 'busybox', '--', 'sh', '-c', 'cat; exit 3'];

test('what may not be read is warned of, and the rest is done', async () => {
  const { code, out, err } = await cli.run(['run', 'web', '-i', ...container], 'in\n');
  expect([code, out]).toEqual([3, 'in\n']);
  expect(err).toMatch(
    /^Warning: the log may not be read.* cannot get resource "pods\/log".*\ndebugger-\w+ exited/,
  );
  const json = await cli.run(['run', 'web', '-i', '-o', 'json', ...container], 'in\n');
  expect([json.code, json.err]).toEqual([3, '']);
  expect(JSON.parse(json.out).warnings).toEqual([expect.stringContaining('the log may not be read')]);
});

test('what may not be done is named, and what to ask for', async () => {
  const { code, err } = await cli.run(['logs', 'web', '-c', 'nosuch']);
  expect(code).toBe(1);
  expect(err).toContain('Pod "web" has no ephemeral container "nosuch"');
  await cli.run(['add', 'web', '-c', 'kept', '--image', 'busybox', '--', 'sleep', '60']);
  const refused = await cli.run(['logs', 'web', '-c', 'kept']);
  expect(refused.code).toBe(1);
  expect(refused.err).toMatch(/cannot get resource "pods\/log"/);
  expect(refused.err).toContain('  hint: ask for a role that allows get on pods/log');
});
