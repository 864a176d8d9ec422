import type { IncomingMessage, ServerResponse } from 'node:http';
import { authenticate, authorize, type User } from '../api/authorization.js';
import { minorNumber } from '../api/context.js';
import { impersonate } from '../api/impersonation.js';
import { negotiate, plain } from '../api/negotiate.js';
import { questionOf } from '../api/request-info.js';
import { createRequestScope, type RequestScope } from '../api/request-scope.js';
import { findRoute, PageNotFound } from '../api/routes.js';
import { ApiError, internalError } from '../model/errors.js';
import { handle } from './handle.js';
import { type Doorway, isBeforeCommit, meetFault, readArrival, recordRequest } from './request-context.js';

const longestBody = 3 * 1024 * 1024;

/** Nobody yet: what is answered before the user is known is never judged by rules. */
const stranger: User = { name: '', groups: [], rules: [] };

/** Answers one request; rejects only where its connection is gone. */
export async function answerRequest(
  doorway: Doorway,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { context, users, faults, requests, closing } = doorway;
  const { url, info, fault } = readArrival(request, faults);
  const body = await readBody(request);
  recordRequest(requests, request, url, body, () => (response.headersSent ? response.statusCode : undefined));
  const signal = watchConnection(response, closing);
  const later = isBeforeCommit(fault) ? undefined : fault;
  const scopeFor = (user: User, representation = plain): RequestScope =>
    createRequestScope({ request, response, url, info, body, user, representation, signal, fault: later });
  let scope = scopeFor(stranger);
  try {
    if ((await meetFault(fault, request.socket, signal, context)) === 'over') return;
    const sender = authenticate(users, request.headers.authorization);
    const user = impersonate(context, users, sender, request, info);
    if (body.length > longestBody) throw tooLarge();
    authorize(user, questionOf(info, url.searchParams));
    const type = withoutParameters(request.headers['content-type'] ?? '');
    const route = findRoute(request.method ?? 'GET', info, type, minorNumber(context.minor));
    scope = scopeFor(user, negotiate(request.headers, url.searchParams, route));
    await handle(context, scope);
  } catch (error) {
    if (signal.aborted) return;
    answerFailure(scope, error);
  }
}

function answerFailure(scope: RequestScope, error: unknown): void {
  if (error instanceof PageNotFound) {
    scope.send(404, '404 page not found\n', { 'X-Content-Type-Options': 'nosniff' });
    return;
  }
  const { status, headers } = error instanceof ApiError ? error : internalError(String(error));
  scope.send(status.code, status, headers);
}

function withoutParameters(type: string): string {
  return (type.split(';')[0] ?? '').trim();
}

/** Aborted when the client is gone or the server closes. */
function watchConnection(response: ServerResponse, closing: AbortSignal): AbortSignal {
  const gone = new AbortController();
  const end = (): void => {
    closing.removeEventListener('abort', end);
    gone.abort(new Error('the client is gone'));
  };
  if (closing.aborted) gone.abort(closing.reason);
  closing.addEventListener('abort', end, { once: true });
  response.once('close', end);
  return gone.signal;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size <= longestBody + 1024) chunks.push(chunk as Buffer);
  }
  return size <= longestBody ? Buffer.concat(chunks) : Buffer.alloc(longestBody + 1);
}

function tooLarge(): ApiError {
  return new ApiError(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${longestBody}`);
}
