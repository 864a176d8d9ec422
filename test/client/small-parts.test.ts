import { describe, expect, it } from 'vitest';
import { appendPatch } from '../../src/client/add/patch.js';
import { createKeyFilter } from '../../src/client/io/detach-keys.js';
import { podKeyOf, podPath } from '../../src/client/pod-ref.js';
import { findNearestMinor } from '../../src/client/server-version.js';
import { parseWarnings } from '../../src/client/transport/warnings.js';
import { newestMinor } from '../../src/index.js';
import { impersonationHeaders } from '../../src/kubeconfig/impersonation.js';

describe('appendPatch', () => {
  it('appends after what is there, for this Pod only', () => {
    const pod = { metadata: { uid: 'u' }, spec: { ephemeralContainers: [{ name: 'a' }] } };
    expect(JSON.parse(appendPatch(pod, { name: 'b' }))).toEqual({
      metadata: { uid: 'u' },
      spec: {
        '$setElementOrder/ephemeralContainers': [{ name: 'a' }, { name: 'b' }],
        ephemeralContainers: [{ name: 'b' }],
      },
    });
  });
});

describe('createKeyFilter', () => {
  it('finds the keys over chunks, and passes on what was none', () => {
    const { filter } = createKeyFilter(Uint8Array.of(0x10, 0x11));
    expect(filter(Uint8Array.of(1, 0x10))).toEqual({ pass: Uint8Array.of(1), detach: false });
    expect(filter(Uint8Array.of(2))).toEqual({ pass: Uint8Array.of(0x10, 2), detach: false });
    expect(filter(Uint8Array.of(0x10, 0x10))).toEqual({ pass: Uint8Array.of(0x10), detach: false });
    expect(filter(Uint8Array.of(0x11, 3))).toEqual({ pass: Uint8Array.of(), detach: true });
  });
  it('finds keys that begin amid what looked like them', () => {
    const { filter } = createKeyFilter(Uint8Array.of(1, 1, 2));
    expect(filter(Uint8Array.of(1, 1, 1, 2))).toEqual({ pass: Uint8Array.of(1), detach: true });
  });
  it('passes on what it holds back when it is to', () => {
    const { filter, isHolding, release } = createKeyFilter(Uint8Array.of(0x10, 0x11));
    filter(Uint8Array.of(1, 0x10));
    expect(isHolding()).toBe(true);
    expect(release()).toEqual(Uint8Array.of(0x10));
    expect(isHolding()).toBe(false);
  });
});

it('reads the texts of warnings', () => {
  const rawHeaders = [
    'Warning',
    '299 - "unknown field \\"a\\"", 299 - "two"',
    'X',
    'y',
    'warning',
    '299 k8s "three"',
  ];
  expect(parseWarnings({ rawHeaders })).toEqual(['unknown field "a"', 'two', 'three']);
});

it('impersonates groups, uid and extra too', () => {
  expect(impersonationHeaders({ user: 'u', groups: ['a', 'b'], uid: '1', extra: { 'x/y': ['z'] } })).toEqual({
    'Impersonate-User': 'u',
    'Impersonate-Group': ['a', 'b'],
    'Impersonate-Uid': '1',
    'Impersonate-Extra-x%2Fy': ['z'],
  });
});

it('validates by the nearest minor', () => {
  expect(findNearestMinor(30)).toBe('1.30');
  expect(findNearestMinor(99)).toBe(newestMinor);
  expect(findNearestMinor(19)).toBe('1.25');
});

it.each([
  [{ namespace: '..', name: 'secrets' }, 'podRef: namespace ".." cannot be part of a path'],
  [{ namespace: 'shop', name: '.' }, 'podRef: name "." cannot be part of a path'],
  [{ namespace: 'shop', name: 'a/../../b' }, 'podRef: name "a/../../b" cannot be part of a path'],
  [{ metadata: { name: 'a%2f' } }, 'podRef: name "a%2f" cannot be part of a path'],
  [{ name: '' }, 'podRef: needs a name'],
])('requests only paths of a Pod: %j', (ref, message) => {
  expect(() => podKeyOf(ref, 'default')).toThrow(message);
});

it('makes a path of any other name, for the server to validate', () => {
  expect(podPath(podKeyOf({ name: 'a b?c' }, 'default'), 'log')).toBe(
    '/api/v1/namespaces/default/pods/a%20b%3Fc/log',
  );
});
