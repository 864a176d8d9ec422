import type { IncomingMessage, ServerResponse } from 'node:http';
import { authenticate, authorize, type UserInfo } from '../api/authorization.js';
import { minorNumber } from '../api/context.js';
import { impersonate } from '../api/impersonation.js';
import { questionOf, readRequestInfo } from '../api/request-info.js';
import { createRequestScope, type RequestScope, type Upgrade } from '../api/request-scope.js';
import { injectFault, isBeforeCommit } from '../faults/inject-fault.js';
import { ApiError, internalError, TextFailure } from '../model/errors.js';
import { findHandler } from './find-handler.js';
import type { RequestContext } from './request-context.js';

const longestBody = 3 * 1024 * 1024;

/** Who sends a request, until that is known. */
const anonymous: UserInfo = { name: '', groups: [], rules: [] };

/** Answers one request, by a WebSocket where it asks for that; rejects only where its connection is gone. */
export async function answerRequest(
  context: RequestContext,
  request: IncomingMessage,
  response: ServerResponse,
  upgrade?: Upgrade,
): Promise<void> {
  const { method = 'GET', headers } = request;
  const url = new URL(request.url ?? '/', `http://${headers.host ?? 'localhost'}`);
  const info = readRequestInfo(method, url);
  const fault = context.faults.take(method, url.pathname, info.verb);
  const body = upgrade === undefined ? await readBody(request) : Buffer.alloc(0);
  const signal = watchConnection(response, context.closing);
  const input = { request, response, url, info, body, signal, upgrade };
  let scope = createRequestScope({
    ...input,
    user: anonymous,
    fault: isBeforeCommit(fault) ? undefined : fault,
  });
  context.requests.push({
    method,
    url: `${url.pathname}${url.search}`,
    path: url.pathname,
    headers,
    body: body.toString('utf8'),
    status: scope.status,
  });
  try {
    if ((await injectFault(fault, request.socket, signal, context.timers)) === 'over') return;
    const sender = authenticate(context.users, headers.authorization);
    scope = { ...scope, user: impersonate(context, sender, request) };
    if (body.length > longestBody) throw tooLarge();
    authorize(scope.user, questionOf(info, url.searchParams));
    await findHandler(scope, minorNumber(context.minor))(context, scope);
  } catch (error) {
    if (!signal.aborted) answerFailure(scope, error);
  }
}

function answerFailure(scope: RequestScope, error: unknown): void {
  if (error instanceof TextFailure) {
    scope.send(error.code, error.message);
    return;
  }
  const { status, headers } = error instanceof ApiError ? error : internalError(String(error));
  scope.send(status.code, status, headers);
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
