import type { ContainerBehaviour, Program } from '../../src/testing/index.js';

/** These describe no Pods that are there already. */
export const standalone = [
  'docs/errors.md',
  'docs/kubeconfig.md',
  'docs/testing.md',
  'docs/validate-in-ci.md',
];

/** What a page takes for granted of the world. */
export interface Scene {
  /** What containers do on the testing server's node; a real one knows by itself. */
  readonly containers: readonly ContainerBehaviour[];
  /** Texts of the page, and what stands in for them on a real node, which has two images and no network. */
  readonly onNode: readonly (readonly [page: string, node: string])[];
}

const says =
  (output: string, exitCode = 0): Program =>
  async (io) => {
    await io.write(output);
    return exitCode;
  };

const crash = 'no table "orders" in db.internal\n';

export const scenes: Readonly<Record<string, Scene>> = {
  'docs/crashed-container.md': {
    containers: [
      { command: 'tail -n 5 /data/orders.log', program: says(crash) },
      { command: '/app/orders', program: says(crash, 3) },
    ],
    onNode: [
      [
        `[/app/orders]`,
        `[sh, -c, 'echo "no table \\"orders\\" in $DB_HOST" | tee /data/orders.log; exit 3']`,
      ],
      [
        `['/app/orders']`,
        `['sh', '-c', 'echo "no table \\\\"orders\\\\" in $DB_HOST" | tee /data/orders.log; exit 3']`,
      ],
      ['registry.example/orders:7', 'local/busybox:1'],
      ['busybox:1.36', 'local/busybox:1'],
    ],
  },
  'docs/distroless.md': {
    containers: [
      {
        command: /^sh -c ps -o user,args/,
        program: says('USER     COMMAND\n65532    /app/server\nanswer=42\n'),
      },
      { command: 'cat /proc/1/root/etc/app.conf', program: says('answer=42\n') },
      { command: 'ls /proc/1/root/etc', program: says('ls: /proc/1/root/etc: Permission denied\n', 1) },
    ],
    onNode: [
      ['/app/server', '/app/sleep 2147483647'],
      ['registry.example/pay:2', 'local/distroless:1'],
      ['busybox:1.36', 'local/busybox:1'],
    ],
  },
  'docs/restricted.md': {
    containers: [
      { command: /^sh -c echo "user /, program: says('user 1000\nanswer=42\n') },
      { command: 'cat /proc/1/root/etc/app.conf', program: says('answer=42\n') },
    ],
    onNode: [
      ['registry.example/web:4', 'local/distroless:1'],
      ['busybox:1.36', 'local/busybox:1'],
    ],
  },
  'docs/ci-job.md': {
    containers: [
      { command: 'grep -x answer=42 /proc/1/root/etc/app.conf', program: says('answer=42\n') },
      { command: 'grep -x answer=43 /proc/1/root/etc/app.conf', program: says('', 1) },
    ],
    onNode: [
      ['registry.example/web:4', 'local/distroless:1'],
      ['busybox:1.36', 'local/busybox:1'],
    ],
  },
};
