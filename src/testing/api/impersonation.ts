import type { IncomingMessage } from 'node:http';
import { badRequest } from '../model/errors.js';
import { type AccessQuestion, authorize, findUser, type UserInfo } from './authorization.js';
import type { ServerContext } from './context.js';

/** Whom a request names in its headers. */
interface ImpersonatedUser {
  readonly name: string;
  readonly uid: string;
  readonly groups: readonly string[];
  readonly extra: readonly (readonly [key: string, value: string])[];
}

const prefix = 'impersonate-';
const extraPrefix = `${prefix}extra-`;
const identityGroup = 'authentication.k8s.io';

/**
 * Who a request acts as: its sender, or whom its headers name if its sender may impersonate them. What
 * from 1.36 on may be granted for some requests only is not known here.
 *
 * Source: kubernetes v1.37 apiserver pkg/endpoints/filters/impersonation/impersonation.go
 */
export function impersonate(
  { users }: ServerContext,
  sender: UserInfo,
  request: Pick<IncomingMessage, 'headersDistinct'>,
): UserInfo {
  const wanted = readWanted(request);
  if (wanted === undefined) return sender;
  for (const question of questionsOf(wanted)) authorize(sender, question);
  return findUser(users, wanted.name, wanted.groups);
}

function readWanted({
  headersDistinct,
}: Pick<IncomingMessage, 'headersDistinct'>): ImpersonatedUser | undefined {
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

function questionsOf({ name, uid, groups, extra }: ImpersonatedUser): AccessQuestion[] {
  const question = { verb: 'impersonate', group: '', subresource: '', namespace: '', path: '' };
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

/** Node reads header bytes as latin1, clients write UTF-8. */
function decodeUtf8(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}
