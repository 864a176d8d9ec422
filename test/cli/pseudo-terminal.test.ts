import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { cliProgram } from '../programs/built.js';
import { asBefore, hasPseudoTerminals, openTerminal, words } from './pseudo-terminal.js';
import { podOf, serveCli } from './with-server.js';

const cli = serveCli({
  pods: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => podOf(name)),
  kubelet: {
    containers: [
      { image: 'away:1', seenAfter: Number.POSITIVE_INFINITY },
      {
        image: 'keys:1',
        program: async ({ stdin, write, onResize }) => {
          onResize(({ width, height }) => void write(`size ${width}x${height}\r\n`));
          await write('ready\r\n');
          for await (const bytes of stdin) {
            if (Buffer.from(bytes).includes('q')) return 7;
          }
          return 0;
        },
      },
    ],
  },
});

const start = (...args: string[]) =>
  openTerminal([process.execPath, cliProgram, ...args], {
    env: { KUBECONFIG: cli.kubeConfigFile() },
  });

describe.skipIf(!hasPseudoTerminals)('in a real terminal', () => {
  test.concurrent('keys, sizes and the exit code pass; the terminal is raw meanwhile', async () => {
    const terminal = await start('run', 'a', '-it', '-q', '--image', 'keys:1');
    await terminal.sees('size 90x30\r\n');
    expect(words(await terminal.mode())).toEqual(
      expect.arrayContaining(['-icanon', '-echo', '-isig', '-icrnl', '-opost']),
    );
    await terminal.resize(120, 40);
    await terminal.sees('size 120x40\r\n');
    terminal.type('q\r');
    const { code, mode, shown } = await terminal.ended;
    expect(code).toBe(7);
    expect(words(mode)).toEqual(asBefore);
    expect(shown.startsWith('ready\r\n')).toBe(true);
    // a change of size makes the program draw its screen anew, and the last one is right
    const sizes = shown.match(/size \d+x\d+/g) ?? [];
    // stty sets columns and rows one after the other, and the size between the two may be seen
    expect(sizes.filter((size) => size !== 'size 120x30')).toEqual([
      'size 91x31',
      'size 90x30',
      'size 120x40',
    ]);
  });
  test('a login plugin has the keys, asks on its standard error, and gives the terminal back', async () => {
    const file = `${cli.kubeConfigFile()}-plugin`;
    const login = `printf 'password: ' >&2; read -r typed; echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"'$typed'"}}'`;
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: 'sh',
      args: ['-c', login],
      interactiveMode: 'Always',
    };
    const config = parse(cli.server().kubeConfigYaml);
    const named = { context: { cluster: config.clusters[0].name, user: 'plugin' }, name: 'plugin' };
    const top = {
      contexts: [named],
      users: [{ name: 'plugin', user: { exec } }],
      'current-context': 'plugin',
    };
    writeFileSync(file, stringify({ ...config, ...top }));
    const terminal = await start('list', 'a', '--kubeconfig', file);
    await terminal.sees('password: ');
    terminal.type('typed-there\r');
    const { mode } = await terminal.ended;
    expect(words(mode)).toEqual(asBefore);
    expect(cli.server().requests.map(({ headers }) => headers['authorization'])).toContain(
      'Bearer typed-there',
    );
  });
  test('a login plugin that needs a terminal is refused without one', async () => {
    const { code, err } = await cli.run(['list', '--kubeconfig', `${cli.kubeConfigFile()}-plugin`], '');
    expect([code, err]).toEqual([
      1,
      expect.stringContaining('needs standard input (interactiveMode: Always)'),
    ]);
  });
  test.concurrent('Ctrl-P Ctrl-Q lets go, and gives the terminal back', async () => {
    const terminal = await start('run', 'b', '-it', '-c', 'left', '--image', 'keys:1');
    await terminal.sees('size 90x30');
    terminal.type('\u0010\u0011');
    const { code, mode, shown } = await terminal.ended;
    expect(code).toBe(0);
    expect(words(mode)).toEqual(asBefore);
    expect(shown).toContain(
      'detached from left; reattach with: ephemeral-containers attach b -n default -c left -it',
    );
  });
  test.concurrent('Ctrl-C while it waits says what was added, and how to get there', async () => {
    const terminal = await start('run', 'c', '-it', '-c', 'added', '--image', 'away:1');
    await terminal.sees('added in c: waiting for the kubelet (');
    terminal.type('\u0003');
    const { code, mode, shown } = await terminal.ended;
    expect(code).toBe(130);
    expect(words(mode)).toEqual(asBefore);
    expect(shown).toContain(
      'added stays in Pod c; it cannot be removed; reattach with: ephemeral-containers attach c -n default -c added -it',
    );
  });
  test.concurrent.each([
    ['SIGTERM', 'd', 143],
    ['SIGHUP', 'f', 129],
    ['SIGQUIT', 'g', 131],
  ] as const)('%s gives the terminal back', async (signal, pod, expected) => {
    const terminal = await start('run', pod, '-it', '-c', 'ended', '--image', 'keys:1');
    await terminal.sees('size 90x30');
    await terminal.kill(signal);
    const { code, mode, shown } = await terminal.ended;
    expect(code).toBe(expected);
    expect(words(mode)).toEqual(asBefore);
    expect(shown).toContain(`ended keeps running in Pod ${pod}; it cannot be removed; reattach with: `);
  });
  test.concurrent('so does a connection that breaks', async () => {
    cli
      .server()
      .faults.add({ path: /pods\/e\/attach$/, action: { kind: 'cut', afterBytes: 20, how: 'reset' } });
    const terminal = await start('run', 'e', '-it', '-c', 'cut', '--image', 'keys:1');
    const { code, mode, shown } = await terminal.ended;
    expect(code).toBe(1);
    expect(words(mode)).toEqual(asBefore);
    expect(shown).toContain('cut keeps running in Pod e; it cannot be removed; reattach with: ');
    expect(shown).toContain('error: ');
  });
});
