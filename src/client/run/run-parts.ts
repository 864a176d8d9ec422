import type { ClientContext } from '../context.js';
import type { AttachedOutput } from '../output/attached-output.js';
import type { Scope } from '../scope.js';
import type { ExitState } from '../wait/container-state.js';
import type { Watched } from '../wait/wait-for-state.js';

/** What the parts of one run share. */
export interface Run {
  readonly context: ClientContext;
  readonly watched: Watched;
  readonly exit: Promise<ExitState>;
  readonly scope: Scope;
  readonly output: AttachedOutput;
  readonly warnings: string[];
}
