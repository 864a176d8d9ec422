import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiServer, startApiServer } from '../../src/testing/index.js';
import { addContainer, podUrl, send, until, untilRunning, untilTerminated, webPod } from './pods.js';
import { openSession } from './sockets.js';

let server: ApiServer;
beforeAll(async () => {
  server = await startApiServer({ pods: [webPod()] });
});
afterAll(() => server.close());

let count = 0;

async function run(container: object): Promise<string> {
  count += 1;
  const name = `shell-${count}`;
  expect((await addContainer(server, { name, image: 'busybox:1', ...container })).code).toBe(200);
  return name;
}

async function outcomeOf(command: readonly string[]): Promise<readonly [output: string, exitCode: number]> {
  const name = await run({ command });
  const { exitCode } = await untilTerminated(server, name);
  return [(await send(podUrl(server, `/log?container=${name}`))).body, exitCode];
}

describe('the shell', () => {
  test.each([
    ['echo a && false || echo b; exit 4', 'a\nb\n', 4],
    ['cat /etc/app.conf; echo $?', "cat: can't open '/etc/app.conf': No such file or directory\n1\n", 0],
    ['cat /dev/null', '', 0],
    ['tail -n 2 /var/log/app.log', "tail: can't open '/var/log/app.log': No such file or directory\n", 1],
    ['echo "a | b" \'$(c)\' "x > y & z"', 'a | b $(c) x > y & z\n', 0],
    ['echo to-stderr >&2', 'to-stderr\n', 0],
    ['nosuch', 'sh: nosuch: not found\n', 127],
  ])('%s', async (script, output, exitCode) => {
    expect(await outcomeOf(['sh', '-c', script])).toEqual([output, exitCode]);
  });

  test.each([
    ['echo a | tee b', 'pipes'],
    ['echo $(hostname)', 'command substitution'],
    ['echo "`hostname`"', 'command substitution'],
    ['echo a > /tmp/a', 'redirections'],
    ['sleep 1 & echo a', 'commands in the background'],
    ['for i in 1 2; do echo $i; done', 'for'],
    ['echo a; if true; then echo b; fi', 'if'],
    ["trap 'exit 0' TERM; sleep 1", 'trap'],
  ])('refuses %s', async (script, unknown) => {
    const message = `sh: the shell of the testing server does not know ${unknown}: script a program\n`;
    expect(await outcomeOf(['sh', '-c', script])).toEqual([message, 2]);
  });

  test('tail of what is piped in ends with it', async () => {
    const name = await run({ command: ['tail', '-n', '2'], stdin: true, stdinOnce: true });
    await untilRunning(server, name);
    const session = await openSession(podUrl(server, `/attach?container=${name}&stdin=true&stdout=true`));
    session.send(0, 'one\ntwo\nthree\n');
    session.endInput();
    expect(await session.closed).toBe(1000);
    expect(session.stdout()).toBe('two\nthree\n');
  });

  test('tail -f /dev/null goes on until it is killed', async () => {
    const name = await run({ command: ['tail', '-f', '/dev/null'] });
    await untilRunning(server, name);
    server.killContainer('web', name);
    expect((await untilTerminated(server, name)).exitCode).toBe(137);
  });
});

describe('Ctrl-C', () => {
  const attach = async (command: readonly string[]) => {
    const name = await run({ command, stdin: true, tty: true });
    await untilRunning(server, name);
    const url = podUrl(server, `/attach?container=${name}&stdin=true&stdout=true`);
    return { name, session: await openSession(url) };
  };

  test.each(['sleep 1000', 'cat', 'read line', 'tail -f /dev/null'])(
    'ends %s in a shell',
    async (command) => {
      const { session } = await attach(['sh']);
      session.send(0, `${command}\r`);
      await until(session.stdout, (text) => text.endsWith(`${command}\r\n`));
      session.send(0, '\x03');
      await until(session.stdout, (text) => text.endsWith('^C\r\n/ # '));
      session.send(0, 'echo $?; exit\r');
      await session.closed;
      expect(session.stdout()).toContain('130\r\n');
    },
  );

  test('ends a program that is no shell', async () => {
    const { name, session } = await attach(['sleep', '1000']);
    session.send(0, '\x03');
    expect((await untilTerminated(server, name)).exitCode).toBe(130);
  });
});
