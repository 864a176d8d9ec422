import fc, { type Arbitrary } from 'fast-check';
import { mostly, pick } from './random.js';
import { around } from './texts.js';

const domains = pick(
  '',
  '',
  '',
  'registry.example/',
  'registry.example:5000/',
  'localhost/',
  'localhost:5000/',
  'LOCALHOST/',
  'docker.io/',
  'index.docker.io/',
  'Registry.Example/',
  '10.0.0.1/',
  '[::1]/',
  '[2001:db8::1]:5000/',
  '[::1:5000/',
  'a_b.example/',
  '-a.example/',
  'a-.example/',
  'a..example/',
  'a.example:/',
  'a.example:99999999/',
  'a.example:5x/',
  'é.example/',
  `${'d'.repeat(200)}.example/`,
);

const paths = pick(
  'busybox',
  'debug/tools',
  'library/busybox',
  'a/b/c/d',
  'a_b',
  'a__b',
  'a___b',
  'a.b',
  'a..b',
  'a-b',
  'a---b',
  'a.-b',
  '-a',
  'a-',
  '_a',
  'A',
  'a/B',
  'a//b',
  '/a',
  'a/',
  '',
  'a b',
  'é',
  '0'.repeat(64),
  'f'.repeat(63),
  `${'f'.repeat(64)}/a`,
  'p'.repeat(254),
  'p'.repeat(255),
  'p'.repeat(256),
  `library/${'p'.repeat(247)}`,
);

const tags = pick(
  '',
  '',
  ':latest',
  ':latest',
  ':1.36',
  ':Latest',
  ':LATEST',
  ':',
  ':-a',
  ':_a',
  ':.a',
  ':a:latest',
  ':latest ',
  ':é',
  `:${'t'.repeat(128)}`,
  `:${'t'.repeat(129)}`,
);

const hex = '0123456789abcdef';

const digests = pick(
  '',
  '',
  '',
  '',
  `@sha256:${hex.repeat(4)}`,
  `@sha256:${hex.repeat(4).toUpperCase()}`,
  `@sha256:${hex.repeat(2)}`,
  `@sha256:${hex.repeat(5)}`,
  `@sha256:${'g'.repeat(64)}`,
  `@sha384:${hex.repeat(6)}`,
  `@sha512:${hex.repeat(8)}`,
  `@sha512:${hex.repeat(4)}`,
  `@md5:${hex.repeat(2)}`,
  `@md5+b64:${hex.repeat(2)}`,
  `@SHA256:${hex.repeat(4)}`,
  `@sha256-x:${hex.repeat(4)}`,
  '@',
  '@sha256',
  '@sha256:',
  `@@sha256:${hex.repeat(4)}`,
);

const composed = fc.tuple(domains, paths, tags, digests).map((parts) => parts.join(''));

/** References in every form, nearly right, and any text: the tag decides the pull policy. */
export const images: Arbitrary<string> = mostly(
  composed,
  around(pick('busybox', 'busybox:latest', 'busybox:1.36', ' ')),
);
