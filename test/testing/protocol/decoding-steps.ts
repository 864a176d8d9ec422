import {
  append,
  json,
  listOf,
  merge,
  patch,
  podBody,
  podName,
  type Step,
  send,
  sleeper,
  strategic,
  subresource,
} from './step.js';

const decoding: readonly Step[] = [
  patch(
    'warn: unknown fields',
    strategic,
    listOf([{ name: 'w', ...sleeper, foo: 1, bar: { a: 1 } }]),
    '?dryRun=All',
  ),
  patch(
    'ignore: unknown field',
    strategic,
    listOf([{ name: 'w', ...sleeper, foo: 1 }]),
    '?dryRun=All&fieldValidation=Ignore',
  ),
  patch(
    'strict: unknown fields',
    strategic,
    listOf([{ name: 'w', ...sleeper, foo: 1, bar: [1, true, null, 'x', 1.5] }]),
    '?dryRun=All&fieldValidation=Strict',
  ),
  patch(
    'strict: unknown field deep inside',
    strategic,
    listOf([
      {
        name: 'w',
        ...sleeper,
        env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name', foo: 1 } } }],
      },
    ]),
    '?dryRun=All&fieldValidation=Strict',
  ),
  patch(
    'warn: duplicate field',
    strategic,
    '{"spec":{"ephemeralContainers":[{"name":"w","image":"x:1","image":"y:1"}]}}',
    '?dryRun=All',
  ),
  patch(
    'strict: duplicate field',
    strategic,
    '{"spec":{"ephemeralContainers":[{"name":"w","image":"x:1","image":"y:1"}]}}',
    '?dryRun=All&fieldValidation=Strict',
  ),
  patch('type: number for a string', strategic, listOf([{ name: 'w', image: 5 }])),
  patch('type: string for a list', strategic, listOf([{ name: 'w', image: 'x', env: 'a' }])),
  patch('type: string for a boolean', strategic, listOf([{ name: 'w', image: 'x', tty: 'a' }])),
  patch('type: number for a boolean', strategic, listOf([{ name: 'w', image: 'x', stdin: 1 }])),
  patch(
    'type: string for a number',
    strategic,
    listOf([{ name: 'w', image: 'x', securityContext: { runAsUser: '5' } }]),
  ),
  patch(
    'type: fraction for a number',
    strategic,
    listOf([{ name: 'w', image: 'x', securityContext: { runAsUser: 1.5 } }]),
  ),
  patch('type: string for an object', strategic, listOf([{ name: 'w', image: 'x', securityContext: 'a' }])),
  patch('type: list for an object', strategic, listOf([{ name: 'w', image: 'x', securityContext: [] }])),
  patch('type: object for a string', strategic, listOf([{ name: 'w', image: {} }])),
  patch('type: list for a string', strategic, listOf([{ name: 'w', image: ['x'] }])),
  patch('type: boolean for a string', strategic, listOf([{ name: 'w', image: true }])),
  patch(
    'type: number in a list of strings',
    strategic,
    listOf([{ name: 'w', image: 'x', command: ['a', 1] }]),
  ),
  patch('type: object for a list', strategic, listOf([{ name: 'w', image: 'x', command: {} }])),
  patch('json patch: number for a string', json, [append({ name: 'j1', image: 5 })]),
  patch('merge: number for a string', merge, listOf([{ name: 'w', image: 5 }])),
  {
    ...send('put: number for a string', 'PUT', subresource, {
      ...podBody(podName),
      spec: { ephemeralContainers: [{ name: 5 }] },
    }),
  },
];

export const decodingSteps: readonly Step[] = [...decoding];
