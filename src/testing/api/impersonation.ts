import type { IncomingMessage } from 'node:http';
import { badRequest } from '../model/errors.js';
import { type AccessQuestion, authorize, findUser, type User } from './authorization.js';
import { minorNumber, type ServerContext } from './context.js';
import type { RequestInfo } from './request-info.js';

/** Whom a request names in its headers. */
interface Wanted {
  readonly name: string;
  readonly uid: string;
  readonly groups: readonly string[];
  readonly extra: readonly (readonly [key: string, value: string])[];
}

const prefix = 'impersonate-';
const extraPrefix = `${prefix}extra-`;
const identityGroup = 'authentication.k8s.io';

/**
 * Who a request acts as: its sender, or whom its headers name if its sender may impersonate them.
 * From 1.36 on they may do so by the verbs that hold for some requests only, too.
 *
 * Source: kubernetes v1.37 apiserver pkg/endpoints/filters/impersonation/mode.go
 */
export function impersonate(
  { minor, users }: ServerContext,
  sender: User,
  request: Pick<IncomingMessage, 'headersDistinct'>,
  info: RequestInfo,
): User {
  const wanted = readWanted(request);
  if (wanted === undefined) return sender;
  const mode = minorNumber(minor) >= 36 ? modeOf(wanted) : undefined;
  const refusal = mode === undefined ? undefined : refusalOf(() => authorizeMode(sender, wanted, info, mode));
  if (mode === undefined || refusal !== undefined) {
    const legacy = refusalOf(() => authorizeAll(sender, questionsOf(wanted, 'impersonate', '')));
    if (legacy !== undefined) throw refusal ?? legacy;
  }
  return findUser(users, wanted.name, wanted.groups);
}

function readWanted({ headersDistinct }: Pick<IncomingMessage, 'headersDistinct'>): Wanted | undefined {
  const read = (name: string) => (headersDistinct[`${prefix}${name}`] ?? []).map(decodeUtf8);
  const [name = ''] = read('user');
  const [uid = ''] = read('uid');
  const groups = read('group');
  const extra = Object.keys(headersDistinct)
    .filter((header) => header.startsWith(extraPrefix))
    .map((header) => header.slice(prefix.length))
    .flatMap((header) =>
      read(header).map((value) => [decodeURIComponent(header.slice('extra-'.length)), value] as const),
    );
  if (name !== '') return { name, uid, groups, extra };
  if (uid === '' && groups.length === 0 && extra.length === 0) return undefined;
  throw badRequest('requested groups, uid or extra without impersonating a user name');
}

/** The mode of impersonation that is for somebody like this; a node's are not served here. */
function modeOf({ name, uid, groups, extra }: Wanted): string | undefined {
  if (name.startsWith('system:node:')) return undefined;
  if (serviceAccountOf(name) === undefined) return 'user-info';
  return uid === '' && groups.length === 0 && extra.length === 0 ? 'serviceaccount' : undefined;
}

function authorizeMode(sender: User, wanted: Wanted, info: RequestInfo, mode: string): void {
  authorize(sender, { ...info, verb: `impersonate-on:${mode}:${info.verb}` });
  authorizeAll(sender, questionsOf(wanted, `impersonate:${mode}`, identityGroup));
}

function authorizeAll(sender: User, questions: readonly AccessQuestion[]): void {
  for (const question of questions) authorize(sender, question);
}

function questionsOf({ name, uid, groups, extra }: Wanted, verb: string, group: string): AccessQuestion[] {
  const question = { verb, group, subresource: '', namespace: '', path: '' };
  const account = serviceAccountOf(name);
  return [
    account
      ? { ...question, resource: 'serviceaccounts', ...account }
      : { ...question, resource: 'users', name },
    ...(uid === '' ? [] : [{ ...question, group: identityGroup, resource: 'uids', name: uid }]),
    ...groups.map((each) => ({ ...question, resource: 'groups', name: each })),
    ...extra.map(([key, value]) => ({
      ...question,
      group: identityGroup,
      resource: 'userextras',
      subresource: key,
      name: value,
    })),
  ];
}

function serviceAccountOf(user: string): { readonly namespace: string; readonly name: string } | undefined {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user) ?? [];
  return namespace && name ? { namespace, name } : undefined;
}

function refusalOf(check: () => void): unknown {
  try {
    check();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Node reads header bytes as latin1, clients write UTF-8. */
function decodeUtf8(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}
