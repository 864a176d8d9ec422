import type { ServerContext } from '../api/context.js';
import type { RequestScope } from '../api/request-scope.js';
import { badRequest } from '../model/errors.js';
import { findStreamed } from './prepare-stream.js';

/** Attach and exec need a stream: throws what a plain request is answered with. */
export function refuseUnupgraded(context: ServerContext, { info, url }: RequestScope): never {
  if (url.searchParams.has('dryRun')) throw badRequest('dryRun is not supported');
  findStreamed(context, info, url);
  throw badRequest('Upgrade request required');
}
