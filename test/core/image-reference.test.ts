import { describe, expect, it } from 'vitest';
import { resolveTag } from '../../src/core/image-reference.js';

const digest = `sha256:${'a'.repeat(64)}`;

/** As the API servers of 1.30 and 1.37 choose a pull policy: `Always` for `latest`. */
describe('image-reference', () => {
  it.each([
    'busybox',
    'busybox:latest',
    'a/b',
    'a__b',
    'localhost/a',
    'localhost:5000/a',
    'example.com:5000/a/b',
    '[::1]:5000/a',
    'Foo/a',
    `e.com/${'x'.repeat(249)}`,
  ])('%s is latest', (image) => {
    expect(resolveTag(image, 'reference-0.5')).toBe('latest');
    expect(resolveTag(image, 'reference-0.6')).toBe('latest');
  });

  it.each([
    ['busybox:1', '1'],
    ['a/b:c', 'c'],
    ['example.com/a:1', '1'],
    [`busybox:1@${digest}`, '1'],
    [`a:${'x'.repeat(128)}`, 'x'.repeat(128)],
  ])('%s has the tag %s', (image, tag) => {
    expect(resolveTag(image, 'reference-0.5')).toBe(tag);
    expect(resolveTag(image, 'reference-0.6')).toBe(tag);
  });

  it.each([
    '',
    `busybox@${digest}`,
    'busybox@sha256:abc',
    `busybox@md5:${'a'.repeat(32)}`,
    'a'.repeat(64),
    'Busybox',
    'a/B',
    'a//b',
    'a:',
    'a:-',
    `a:${'x'.repeat(129)}`,
    'a___b',
    'a..b',
    '/a',
    'a/',
    'http://a/b',
    'a b',
    'x'.repeat(248),
  ])('%j has no tag', (image) => {
    expect(resolveTag(image, 'reference-0.5')).toBeUndefined();
    expect(resolveTag(image, 'reference-0.6')).toBeUndefined();
  });

  it.each(['x'.repeat(247), `e.com/${'x'.repeat(250)}`])(
    '%s is limited without its registry from 1.32 on',
    (image) => {
      expect(resolveTag(image, 'reference-0.5')).toBeUndefined();
      expect(resolveTag(image, 'reference-0.6')).toBe('latest');
    },
  );

  // as ParseNormalizedNamed of docker/distribution v2.8.1 answers
  it.each<[string, string | undefined]>([
    ['busybox', 'latest'],
    ['localhost:5000/a', 'latest'],
    ['Foo.com/a', 'latest'],
    ['busybox:1', '1'],
    ['Foo/a', undefined],
    ['[::1]:5000/a', undefined],
    [`e.com/${'x'.repeat(249)}`, 'latest'],
    [`e.com/${'x'.repeat(250)}`, undefined],
  ])('%s before 1.29: %j', (image, tag) => expect(resolveTag(image, 'docker')).toBe(tag));
});
