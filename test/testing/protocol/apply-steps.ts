import { applied, apply, patch, podName, type Step, sleeper } from './step.js';

const applying: readonly Step[] = [
  patch('apply: no manager', apply, applied([{ name: 's1', ...sleeper }])),
  patch('apply: no kind', apply, { metadata: { name: podName }, spec: {} }, '?fieldManager=m'),
  patch('apply: s1', apply, applied([{ name: 's1', ...sleeper }]), '?fieldManager=m'),
  patch('apply: s1 again', apply, applied([{ name: 's1', ...sleeper }]), '?fieldManager=m'),
  patch('apply: s2 alone', apply, applied([{ name: 's2', ...sleeper }]), '?fieldManager=m'),
  patch(
    'apply: s1 and s2',
    apply,
    applied([
      { name: 's1', ...sleeper },
      { name: 's2', ...sleeper },
    ]),
    '?fieldManager=m',
  ),
  patch('apply: conflict', apply, applied([{ name: 's1', ...sleeper, image: 'other:1' }]), '?fieldManager=n'),
  patch(
    'apply: conflicts',
    apply,
    applied([{ name: 's1', ...sleeper, image: 'other:1', command: ['x'] }]),
    '?fieldManager=n',
  ),
  patch(
    'apply: forced',
    apply,
    applied([{ name: 's1', ...sleeper, image: 'other:1' }]),
    '?fieldManager=n&force=true',
  ),
  patch('apply: without a name', apply, applied([{ ...sleeper }]), '?fieldManager=n'),
  patch(
    'apply: a name twice',
    apply,
    applied([
      { name: 'k', ...sleeper },
      { name: 'k', ...sleeper },
    ]),
    '?fieldManager=n',
  ),
  patch('apply: unknown field', apply, applied([{ name: 'k', foo: 1, ...sleeper }]), '?fieldManager=n'),
  patch('apply: another name', apply, applied([], { name: 'foo' }), '?fieldManager=n'),
  patch(
    'apply: YAML',
    apply,
    `apiVersion: v1\nkind: Pod\nmetadata: {name: ${podName}}\nspec:\n  ephemeralContainers:\n  - {name: y1, image: "local/busybox:1", imagePullPolicy: IfNotPresent}\n`,
    '?fieldManager=y',
  ),
  patch('apply: no YAML', apply, 'a: b: c', '?fieldManager=y'),
];

export const applySteps: readonly Step[] = [...applying];
