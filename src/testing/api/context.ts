import type { Minor } from '../../index.js';
import type { Kubelet } from '../kubelet/kubelet.js';
import type { Store } from '../model/store.js';
import type { Timers } from '../model/timers.js';
import type { UserOptions } from './authorization.js';

/** What the handlers of one server share. */
export interface ServerContext {
  readonly users: readonly UserOptions[];
  readonly store: Store;
  readonly kubelet: Kubelet;
  readonly timers: Timers;
  /** `1.37`: the version that the server reports, and whose rules it applies. */
  readonly minor: Minor;
  /** Milliseconds between bookmarks of a watch that asks for them. */
  readonly bookmarkInterval: number;
}

/** The number behind the dot: 37. */
export function minorNumber(minor: Minor): number {
  return Number(minor.split('.')[1]);
}
