import type { Case } from './run-case.js';
import { caseOf, configOf, explain, plain, reasons } from './write-case.js';

/** A file whose names all have the same letter. */
function fileOf(letter: string, top: Readonly<Record<string, unknown>> = {}): string {
  return configOf({
    top: {
      'current-context': `c${letter}`,
      clusters: [{ name: 'shared', cluster: { server: `${plain.server}/${letter}` } }],
      users: [
        { name: 'shared', user: { as: letter } },
        { name: `u${letter}`, user: { as: `own-${letter}` } },
      ],
      contexts: [
        { name: `c${letter}`, context: { cluster: 'shared', user: 'shared' } },
        { name: `d${letter}`, context: { cluster: 'shared', user: `u${letter}`, namespace: `n${letter}` } },
      ],
      ...top,
    },
  });
}

const two = { a: fileOf('a'), b: fileOf('b') };

function listCase(name: string, kubeconfig: string, more: Partial<Case> = {}): Case {
  return {
    name: `files: ${name}`,
    fields: ['KUBECONFIG', ...(more.fields ?? [])],
    files: { ...two, ...more.files },
    env: { KUBECONFIG: kubeconfig, ...more.env },
    ...(more.flags && { flags: more.flags }),
  };
}

const a = '{{folder}}/a';
const b = '{{folder}}/b';

export const fileCases: readonly Case[] = [
  listCase('the first wins', `${a}:${b}`),
  listCase('the other way round', `${b}:${a}`),
  listCase('the same twice', `${a}:${a}`),
  listCase('one that is not there', `{{folder}}/none:${a}`),
  listCase('none that is there', '{{folder}}/none:{{folder}}/nor-this'),
  listCase('empty entries', `::${a}::`),
  listCase('empty entries alone', ':'),
  listCase('an empty file', `{{folder}}/empty:${a}`, { files: { empty: '' } }),
  listCase('a file of comments', `{{folder}}/comment:${a}`, { files: { comment: '# nothing yet\n' } }),
  listCase('a file of comments alone', '{{folder}}/comment', { files: { comment: '# nothing yet\n' } }),
  listCase('a file of null', `{{folder}}/null:${a}`, { files: { null: 'null\n' } }),
  listCase('a file that is broken', `{{folder}}/broken:${a}`, { files: { broken: 'a: [b\n' } }),
  listCase('a file that is text', `{{folder}}/text:${a}`, { files: { text: 'just text\n' } }),
  listCase('a file that is a list', `{{folder}}/list:${a}`, { files: { list: '- a\n' } }),
  listCase('a folder', `{{folder}}:${a}`),
  listCase('current-context of the first that has one', `${a}:${b}`, {
    files: { a: fileOf('a', { 'current-context': '' }) },
    fields: ['current-context'],
  }),
  listCase('a context of the second', `${a}:${b}`, { flags: { context: 'db' }, fields: ['--context'] }),
  listCase('a context that is nowhere', `${a}:${b}`, {
    flags: { context: 'nowhere' },
    fields: ['--context'],
  }),
  listCase('a user in the place of the context’s', `${a}:${b}`, {
    flags: { user: 'ub' },
    fields: ['--user'],
  }),
  listCase('a user that is nowhere', a, { flags: { user: 'nobody' }, fields: ['--user'] }),
  listCase('a cluster that is nowhere', a, { flags: { cluster: 'nowhere' }, fields: ['--cluster'] }),
  listCase('--kubeconfig goes before KUBECONFIG', a, { flags: { kubeconfig: b }, fields: ['--kubeconfig'] }),
  listCase('--kubeconfig that is not there', a, {
    flags: { kubeconfig: '{{folder}}/none' },
    fields: ['--kubeconfig'],
  }),
  listCase('--kubeconfig is no list', a, { flags: { kubeconfig: `${a}:${b}` }, fields: ['--kubeconfig'] }),
  {
    ...listCase('the usual file', ''),
    env: {},
    files: { 'home/.kube/config': fileOf('a') },
  },
  listCase('paths of each file', `{{folder}}/one/config:{{folder}}/two/config`, {
    files: {
      'one/config': configOf({ user: { tokenFile: 'token' }, top: { clusters: [] } }),
      'one/token': 'of-one',
      'two/config': configOf({ top: { users: [], contexts: [] } }),
      'two/token': 'of-two',
    },
    fields: ['tokenFile'],
  }),
];

export const formCases: readonly Case[] = [
  caseOf(
    'JSON',
    [],
    {},
    {
      files: {
        config: JSON.stringify({
          clusters: [{ name: 'k', cluster: plain }],
          users: [],
          contexts: [{ name: 'c', context: { cluster: 'k' } }],
          'current-context': 'c',
        }),
      },
    },
  ),
  caseOf(
    'anchors and merge keys',
    [],
    {},
    {
      files: {
        config: `clusters:\n- {name: k, cluster: &base {server: 'http://127.0.0.1:{{http}}'}}\n- {name: l, cluster: {<<: *base, tls-server-name: x}}\ncontexts: [{name: c, context: {cluster: l, user: u}}]\nusers: [{name: u, user: {as: &who jane, as-groups: [*who]}}]\ncurrent-context: c\n`,
      },
    },
  ),
  caseOf(
    'two documents',
    [],
    {},
    {
      files: {
        config: `${configOf({ cluster: plain })}---\n${configOf({ cluster: { server: 'http://127.0.0.1:1' } })}`,
      },
    },
  ),
  caseOf(
    'a document after its mark',
    [],
    {},
    { files: { config: `# comment\n---\n${configOf({ cluster: plain })}` } },
  ),
  caseOf(
    'an empty first document',
    [],
    {},
    { files: { config: `---\n---\n${configOf({ cluster: plain })}` } },
  ),
  caseOf(
    'a key twice',
    [],
    {},
    { files: { config: `${configOf({ cluster: plain })}current-context: other\n` } },
  ),
  caseOf('without kind and version', ['kind', 'apiVersion'], {
    cluster: plain,
    top: { kind: undefined, apiVersion: undefined },
  }),
  caseOf('another kind', ['kind'], { cluster: plain, top: { kind: 'Pod' } }),
  caseOf('another version', ['apiVersion'], { cluster: plain, top: { apiVersion: 'v2' } }),
  caseOf('a field that is none', [], { cluster: { ...plain, unknown: { a: 1 } }, top: { unknown: 1 } }),
  caseOf('a name twice', ['clusters'], {
    top: {
      clusters: [
        { name: 'k', cluster: plain },
        { name: 'k', cluster: plain },
      ],
    },
  }),
  caseOf('nulls', [], {
    cluster: { ...plain, 'certificate-authority': null },
    user: { as: null, 'as-groups': null, exec: null },
  }),
  caseOf('clusters that are a mapping', ['clusters'], { top: { clusters: { k: plain } } }),
  caseOf('a server that is a number', ['server'], { cluster: { server: 8080 } }),
  caseOf('a cluster that is text', ['clusters'], { top: { clusters: [{ name: 'k', cluster: 'x' }] } }),
  caseOf('a namespace', ['namespace'], { cluster: plain, context: { namespace: 'shop' } }),
  caseOf('a namespace that is a number', ['namespace'], { cluster: plain, context: { namespace: 123 } }),
  caseOf('an empty namespace', ['namespace'], { cluster: plain, context: { namespace: '' } }),
  caseOf('a context without a user', ['user'], { cluster: plain, context: { user: undefined } }),
  explain(reasons.asks, caseOf('a user that is missing', ['user'], { context: { user: 'ghost' } })),
  caseOf('a cluster that is missing', ['cluster'], { context: { cluster: 'ghost' } }),
  caseOf('a context that is missing', ['current-context'], { top: { 'current-context': 'ghost' } }),
  caseOf('no current context', ['current-context'], { top: { 'current-context': '' } }),
  caseOf(
    'an octal uid',
    ['as-uid'],
    {},
    {
      files: {
        config: configOf({ cluster: plain, user: { as: 'jane', 'as-uid': 'UID' } }).replace('UID', '0x2a'),
      },
    },
  ),
  caseOf(
    'a time as a name',
    ['as'],
    {},
    { files: { config: configOf({ cluster: plain, user: { as: 'WHO' } }).replace('WHO', '12:30:45') } },
  ),
  caseOf('tabs', [], {}, { files: { config: `${configOf({ cluster: plain })}\tx: 1\n` } }),
  caseOf(
    'line ends of Windows',
    [],
    {},
    { files: { config: configOf({ cluster: plain }).replaceAll('\n', '\r\n') } },
  ),
  caseOf('a byte order mark', [], {}, { files: { config: `\ufeff${configOf({ cluster: plain })}` } }),
];
