import { type Cause, invalid } from '../model/errors.js';
import { readInteger } from './read-integer.js';
import { isTrue } from './request-info.js';

/** What a list or a watch says in its query. */
export interface ListOptions {
  /** As it was sent. */
  readonly resourceVersion: string;
  readonly limit: number;
  readonly continueToken: string;
  readonly timeoutSeconds: number;
  readonly bookmarks: boolean;
  /** Whether a watch begins with everything there is; as the version says, if it does not. */
  readonly initialEvents: boolean | undefined;
}

export function readListOptions(query: URLSearchParams): ListOptions {
  return {
    limit: readInteger(query, 'limit') ?? 0,
    timeoutSeconds: readInteger(query, 'timeoutSeconds') ?? 0,
    resourceVersion: query.get('resourceVersion') ?? '',
    continueToken: query.get('continue') ?? '',
    bookmarks: isTrue(query.get('allowWatchBookmarks')),
    initialEvents: query.has('sendInitialEvents') ? isTrue(query.get('sendInitialEvents')) : undefined,
  };
}

/** Throws 422. Source: kubernetes v1.37 apimachinery pkg/apis/meta/internalversion/validation/validation.go */
export function readWatchOptions(query: URLSearchParams, minor: number): ListOptions {
  const options = readListOptions(query);
  const match = query.get('resourceVersionMatch') ?? '';
  const { initialEvents, resourceVersion } = options;
  // the gate WatchList: on in 1.32, off in 1.33, and on again from 1.34
  const hasWatchList = minor === 32 || minor >= 34;
  const causes: Cause[] = [];
  const forbid = (field: string, detail: string): void => {
    causes.push({ reason: 'FieldValueForbidden', message: `Forbidden: ${detail}`, field });
  };
  if (initialEvents !== undefined && match !== 'NotOlderThan') {
    forbid('resourceVersionMatch', 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan');
  }
  if (initialEvents !== undefined && !hasWatchList) {
    const gated = 'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled';
    forbid('sendInitialEvents', gated);
  }
  if (match !== '' && initialEvents === undefined) {
    const detail = 'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided';
    forbid('resourceVersionMatch', detail);
  }
  if (causes.length > 0) throw invalid('ListOptions', '', causes, 'meta.k8s.io');
  const isAnyVersion = resourceVersion === '' || resourceVersion === '0';
  return hasWatchList && initialEvents === undefined && isAnyVersion
    ? { ...options, initialEvents: true }
    : options;
}
