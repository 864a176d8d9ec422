import { type Cause, invalid } from '../model/errors.js';
import { readInteger } from './read-integer.js';
import { isTrue } from './request-info.js';

/** What a list or a watch says in its query. */
export interface ListOptions {
  /** As it was sent. */
  readonly resourceVersion: string;
  readonly match: string;
  readonly limit: number;
  readonly continueToken: string;
  readonly timeoutSeconds: number;
  readonly bookmarks: boolean;
  /** Whether a watch begins with everything there is; as the version says, if it does not. */
  readonly initialEvents: boolean | undefined;
}

/** Throws 400 and 422. Source: kubernetes v1.37 apimachinery pkg/apis/meta/internalversion/validation/validation.go */
export function readListOptions(query: URLSearchParams, isWatch: boolean, minor: number): ListOptions {
  const given = readGiven(query);
  const causes = isWatch ? checkWatch(withWatchDefaults(given, minor), minor) : checkList(given);
  if (causes.length > 0) throw invalid('ListOptions', '', causes, 'meta.k8s.io');
  return isWatch ? withWatchDefaults(given, minor) : given;
}

function readGiven(query: URLSearchParams): ListOptions {
  return {
    limit: readInteger(query, 'limit') ?? 0,
    timeoutSeconds: readInteger(query, 'timeoutSeconds') ?? 0,
    resourceVersion: query.get('resourceVersion') ?? '',
    match: query.get('resourceVersionMatch') ?? '',
    continueToken: query.get('continue') ?? '',
    bookmarks: isTrue(query.get('allowWatchBookmarks')),
    initialEvents: query.has('sendInitialEvents') ? isTrue(query.get('sendInitialEvents')) : undefined,
  };
}

/** The gate WatchList: on in 1.32, off in 1.33, and on again from 1.34. */
function hasWatchList(minor: number): boolean {
  return minor === 32 || minor >= 34;
}

/** Source: kubernetes v1.37 apimachinery pkg/apis/meta/internalversion/defaults.go SetListOptionsDefaults */
function withWatchDefaults(options: ListOptions, minor: number): ListOptions {
  const { resourceVersion, match, initialEvents } = options;
  const isAnyVersion = resourceVersion === '' || resourceVersion === '0';
  if (!hasWatchList(minor) || initialEvents !== undefined || match !== '' || !isAnyVersion) return options;
  return { ...options, initialEvents: true, match: 'NotOlderThan' };
}

function checkList({ match, resourceVersion, continueToken, initialEvents }: ListOptions): Cause[] {
  const onVersion = (detail: string): Cause => forbidden('resourceVersionMatch', detail);
  return [
    ...(match !== '' && resourceVersion === ''
      ? [onVersion('resourceVersionMatch is forbidden unless resourceVersion is provided')]
      : []),
    ...(match !== '' && continueToken !== ''
      ? [onVersion('resourceVersionMatch is forbidden when continue is provided')]
      : []),
    ...(['', 'Exact', 'NotOlderThan'].includes(match)
      ? []
      : [unsupported(match, '"Exact", "NotOlderThan", ""')]),
    ...(match === 'Exact' && resourceVersion === '0'
      ? [onVersion('resourceVersionMatch "exact" is forbidden for resourceVersion "0"')]
      : []),
    ...(initialEvents === undefined
      ? []
      : [forbidden('sendInitialEvents', 'sendInitialEvents is forbidden for list')]),
  ];
}

function checkWatch({ match, continueToken, initialEvents }: ListOptions, minor: number): Cause[] {
  const onVersion = (detail: string): Cause => forbidden('resourceVersionMatch', detail);
  return [
    ...(initialEvents !== undefined && match !== 'NotOlderThan'
      ? [onVersion('sendInitialEvents requires setting resourceVersionMatch to NotOlderThan')]
      : []),
    ...(initialEvents !== undefined && !hasWatchList(minor)
      ? [
          forbidden(
            'sendInitialEvents',
            'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled',
          ),
        ]
      : []),
    ...(match !== '' && initialEvents === undefined
      ? [onVersion('resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided')]
      : []),
    ...(match === '' || match === 'NotOlderThan' ? [] : [unsupported(match, '"NotOlderThan"')]),
    ...(match !== '' && continueToken !== ''
      ? [onVersion('resourceVersionMatch is forbidden when continue is provided')]
      : []),
  ];
}

function forbidden(field: string, detail: string): Cause {
  return { reason: 'FieldValueForbidden', message: `Forbidden: ${detail}`, field };
}

function unsupported(value: string, supported: string): Cause {
  const message = `Unsupported value: ${JSON.stringify(value)}: supported values: ${supported}`;
  return { reason: 'FieldValueNotSupported', message, field: 'resourceVersionMatch' };
}
