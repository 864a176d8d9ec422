import type { Status, StatusDetails } from '../../core/status.js';

/** An answer that is a failure: thrown by handlers, written out as a `Status`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: Status & { readonly code: number };
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: number,
    reason: string | undefined,
    message: string,
    details?: StatusDetails,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      ...(reason === undefined ? {} : { reason }),
      ...(details === undefined ? {} : { details }),
      code,
    };
    this.headers = headers;
  }
}

/** A failure in plain text, without a `Status`: of a path outside the API, and where the node answers. */
export class TextFailure extends Error {
  override readonly name = 'TextFailure';
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** A failure as the error channel of a stream has it: its `Status` does not name its type. */
export function bareStatus({ status }: ApiError): object {
  const { kind: _kind, apiVersion: _version, ...bare } = status;
  return bare;
}

/** Messages and reasons: kubernetes v1.37 apimachinery pkg/api/errors/errors.go. */
export function notFound(resource: string, name: string): ApiError {
  return new ApiError(404, 'NotFound', `${resource} ${JSON.stringify(name)} not found`, {
    name,
    kind: resource,
  });
}

/** The answer to a path that no handler serves: a name is what tells it from a missing object. */
export function unknownPath(): ApiError {
  return new ApiError(404, 'NotFound', 'the server could not find the requested resource', {});
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

/** An internal failure that the server passes on unchanged: a 500 without a reason. */
export function plainError(message: string): ApiError {
  return new ApiError(500, undefined, message);
}

export function internalError(message: string): ApiError {
  return new ApiError(500, 'InternalError', `Internal error occurred: ${message}`, {
    causes: [{ message }],
  });
}

export function conflict(resource: string, name: string, message: string): ApiError {
  return new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${resource} ${JSON.stringify(name)}: ${message}`,
    { name, kind: resource },
  );
}

export function alreadyExists(resource: string, name: string): ApiError {
  return new ApiError(409, 'AlreadyExists', `${resource} ${JSON.stringify(name)} already exists`, {
    name,
    kind: resource,
  });
}

export function forbidden(resource: string, name: string, message: string, group = ''): ApiError {
  const qualified = group === '' ? resource : `${resource}.${group}`;
  const subject = name === '' ? qualified : `${qualified} ${JSON.stringify(name)}`;
  return new ApiError(403, 'Forbidden', `${subject} is forbidden: ${message}`, {
    ...(name === '' ? {} : { name }),
    ...(group === '' ? {} : { group }),
    kind: resource,
  });
}

export function expired(message: string): ApiError {
  return new ApiError(410, 'Expired', message);
}

export function methodNotAllowed(): ApiError {
  return new ApiError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );
}

/** A cause as `field.Error` words it: the kind in words, then the value, then the detail. */
export interface Cause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

/** 422, with every cause: `Pod "p" is invalid: …`. */
export function invalid(kind: string, name: string, causes: readonly Cause[], group = ''): ApiError {
  const texts = [...new Set(causes.map(({ field, message }) => `${field}: ${message}`))];
  const list = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  const qualified = group === '' ? kind : `${kind}.${group}`;
  return new ApiError(422, 'Invalid', `${qualified} ${JSON.stringify(name)} is invalid: ${list}`, {
    ...(name === '' ? {} : { name }),
    ...(group === '' ? {} : { group }),
    ...(kind === '' ? {} : { kind }),
    causes,
  });
}
