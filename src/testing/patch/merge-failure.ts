import { ApiError } from '../model/errors.js';

/** The server hands most failures of a strategic merge on as they are, as a 500 without a reason. */
export function mergeFailure(message: string): ApiError {
  return new ApiError(500, undefined, message);
}
