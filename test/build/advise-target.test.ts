import { expect, test } from 'vitest';
import { adviseTarget } from '../../src/build/advise-target.js';
import type { Pod } from '../../src/core/pod.js';

const one = [{ name: 'app' }];
const two = [{ name: 'app' }, { name: 'side' }];
const marked = (name: string) => ({ annotations: { 'kubectl.kubernetes.io/default-container': name } });
const status = (state: object): NonNullable<Pod['status']> => ({
  containerStatuses: [{ name: 'app', state }],
});

const cases: readonly [string, Pod, string | undefined, RegExp][] = [
  ['one container', { spec: { containers: one } }, 'app', /^app is the only container$/],
  ['an init container besides', { spec: { containers: one, initContainers: two } }, 'app', /only container/],
  ['two containers', { spec: { containers: two } }, undefined, /choose one of app, side/],
  ['a marked one', { metadata: marked('side'), spec: { containers: two } }, 'side', /default container by/],
  ['a mark of nothing', { metadata: marked('gone'), spec: { containers: two } }, undefined, /choose one/],
  ['an empty mark', { metadata: marked(''), spec: { containers: one } }, 'app', /only container/],
  [
    'a shared namespace',
    { spec: { containers: one, shareProcessNamespace: true } },
    undefined,
    /shareProcess/,
  ],
  ['its own namespace', { spec: { containers: one, shareProcessNamespace: false } }, 'app', /only container/],
  ['the namespace of the node', { spec: { containers: one, hostPID: true } }, undefined, /hostPID/],
  ['Windows', { spec: { containers: one, os: { name: 'windows' } } }, undefined, /Windows/],
  ['no containers', {}, undefined, /no containers/],
  ['one that runs', { spec: { containers: one }, status: status({ running: {} }) }, 'app', /only container/],
  [
    'one that crashed',
    { spec: { containers: one }, status: status({ waiting: { reason: 'CrashLoopBackOff' } }) },
    undefined,
    /^app does not run \(CrashLoopBackOff\)/,
  ],
  [
    'one that ended, and is the default',
    { metadata: marked('app'), spec: { containers: two }, status: status({ terminated: { exitCode: 0 } }) },
    undefined,
    /^app does not run: /,
  ],
  [
    'one that is about to start',
    { spec: { containers: one }, status: status({ waiting: { reason: 'PodInitializing' } }) },
    'app',
    /only container/,
  ],
  [
    'a marked sidecar',
    { metadata: marked('proxy'), spec: { containers: two, initContainers: [{ name: 'proxy' }] } },
    'proxy',
    /^proxy is the default container by/,
  ],
  [
    'a marked sidecar that runs, beside an app that does not',
    {
      metadata: marked('proxy'),
      spec: { containers: one, initContainers: [{ name: 'proxy' }] },
      status: {
        ...status({ waiting: { reason: 'CrashLoopBackOff' } }),
        initContainerStatuses: [{ name: 'proxy', state: { running: {} } }],
      },
    },
    'proxy',
    /default container by/,
  ],
  [
    'a marked init container that has ended',
    {
      metadata: marked('setup'),
      spec: { containers: one, initContainers: [{ name: 'setup' }] },
      status: {
        ...status({ running: {} }),
        initContainerStatuses: [{ name: 'setup', state: { terminated: { reason: 'Completed' } } }],
      },
    },
    undefined,
    /^setup does not run \(Completed\)/,
  ],
  [
    'a marked ephemeral container, which is no target',
    { metadata: marked('old'), spec: { containers: one, ephemeralContainers: [{ name: 'old' }] } },
    'app',
    /only container/,
  ],
  ['one without a state', { spec: { containers: one }, status: status({}) }, 'app', /only container/],
];

test.each(cases)('of a Pod with %s', (_, pod, target, reason) => {
  const advice = adviseTarget(pod);
  expect(advice.target).toBe(target);
  expect(advice.reason).toMatch(reason);
});
