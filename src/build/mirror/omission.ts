import type { Path } from '../../core/path.js';

/** Something of the target that an ephemeral container cannot have. */
export interface Omission {
  /** Where it is in the target: `['ports']`, or `['volumeMounts', 1]` for a whole mount. */
  readonly path: Path;
  /** In the API server's words where it has any. */
  readonly reason: string;
}
