import { append, json, listOf, merge, patch, type Step, sleeper, strategic } from './step.js';

const bodies: readonly Step[] = [
  patch('patch: JSON as it is', 'application/json', listOf([])),
  patch('patch: text', 'text/plain', '{}'),
  patch('strategic: no JSON', strategic, '{'),
  patch('json patch: no JSON', json, '{'),
  patch('merge: no JSON', merge, '{'),
  patch('strategic: a list', strategic, '[]'),
  patch('merge: a list', merge, '[]'),
  patch('json patch: an object', json, '{}'),
  patch('json patch: append without a list', json, [append({ name: 'j0', ...sleeper })]),
];

const strategicSteps: readonly Step[] = [
  patch('strategic: add', strategic, listOf([{ name: 'a1', ...sleeper }])),
  patch('strategic: the same again', strategic, listOf([{ name: 'a1', ...sleeper }])),
  patch('strategic: changed', strategic, listOf([{ name: 'a1', ...sleeper, image: 'x' }])),
  patch('strategic: without a name', strategic, listOf([{ ...sleeper }])),
  patch(
    'strategic: two',
    strategic,
    listOf([
      { name: 'a2', ...sleeper },
      { name: 'a3', ...sleeper },
    ]),
  ),
  patch('strategic: in order', strategic, {
    spec: {
      '$setElementOrder/ephemeralContainers': [{ name: 'a1' }, { name: 'a4' }],
      ephemeralContainers: [{ name: 'a4', ...sleeper }],
    },
  }),
  patch('strategic: order without the new one', strategic, {
    spec: {
      '$setElementOrder/ephemeralContainers': [{ name: 'a1' }],
      ephemeralContainers: [{ name: 'a5', ...sleeper }],
    },
  }),
  patch('strategic: delete', strategic, listOf([{ $patch: 'delete', name: 'a1' }])),
  patch('strategic: replace', strategic, listOf([{ $patch: 'replace' }, { name: 'a9', ...sleeper }])),
  patch('strategic: unknown directive', strategic, listOf([{ $patch: 'foo', name: 'a1' }])),
  patch('strategic: null', strategic, { spec: { ephemeralContainers: null } }),
  patch('strategic: a string for the list', strategic, listOf('x')),
  patch('strategic: strings in the list', strategic, listOf(['x'])),
  patch(
    'strategic: another uid',
    strategic,
    listOf([{ name: 'u', ...sleeper }], { uid: '11111111-1111-1111-1111-111111111111' }),
  ),
  patch('strategic: old version', strategic, listOf([{ name: 'u', ...sleeper }], { resourceVersion: '1' })),
  patch('strategic: no version', strategic, listOf([{ name: 'u', ...sleeper }], { resourceVersion: 'abc' })),
  patch('strategic: another name', strategic, listOf([{ name: 'u', ...sleeper }], { name: 'other' })),
  patch(
    'strategic: another namespace',
    strategic,
    listOf([{ name: 'u', ...sleeper }], { namespace: 'other' }),
  ),
  patch('strategic: labels are dropped', strategic, { metadata: { labels: { a: 'b' } } }),
];

const options: readonly Step[] = [
  patch('options: dry run', strategic, listOf([{ name: 'dry', ...sleeper }]), '?dryRun=All'),
  patch('options: unknown dry run', strategic, listOf([]), '?dryRun=Foo'),
  patch('options: unknown field validation', strategic, listOf([]), '?fieldValidation=Foo'),
  patch('options: long field manager', strategic, listOf([]), `?fieldManager=${'x'.repeat(129)}`),
  patch('options: field manager that does not print', strategic, listOf([]), '?fieldManager=a%07b'),
  patch('options: force without apply', strategic, listOf([]), '?force=true'),
];

export const patchSteps: readonly Step[] = [...bodies, ...strategicSteps, ...options];
