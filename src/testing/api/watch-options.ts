import { ApiError, invalid } from './errors.js';
import { describeVersion } from './list.js';
import { isTrue } from './request-info.js';

export interface WatchOptions {
  /** 0 is from now on, after what there is. */
  readonly version: number;
  readonly bookmarks: boolean;
  /** A streaming list: everything there is, then a bookmark that says so. */
  readonly initialEvents: boolean;
  readonly timeoutMs: number | undefined;
}

/** Source: kubernetes v1.37 apimachinery pkg/apis/meta/internalversion/validation/validation.go ValidateListOptions */
export function readWatchOptions(query: URLSearchParams): WatchOptions {
  const version = query.get('resourceVersion') ?? '';
  if (!/^[0-9]*$/.test(version)) throw new ApiError(500, undefined, describeVersion(version));
  const initialEvents = isTrue(query.get('sendInitialEvents'));
  if (query.has('sendInitialEvents') && query.get('resourceVersionMatch') !== 'NotOlderThan') {
    const message = 'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan';
    const cause = { reason: 'FieldValueForbidden', message, field: 'resourceVersionMatch' };
    throw invalid('ListOptions', '', [cause], 'meta.k8s.io');
  }
  const seconds = Number(query.get('timeoutSeconds') ?? 0);
  return {
    version: Number(version),
    bookmarks: isTrue(query.get('allowWatchBookmarks')),
    initialEvents,
    timeoutMs: seconds > 0 ? seconds * 1000 : undefined,
  };
}
