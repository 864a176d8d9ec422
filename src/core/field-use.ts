/**
 * A place in a Pod whose use keeps a field that the server drops otherwise, since its feature gate is
 * off: what a Pod had before stays.
 */
export interface FieldUse {
  /** The lists of the Pod's spec whose containers count, or the spec itself; all lists where absent. */
  readonly in?: readonly ('containers' | 'initContainers' | 'ephemeralContainers' | 'spec')[];
  /** From there to the field. Of a list on the way, any item will do. */
  readonly path: readonly string[];
  /** Values that do not count as use. */
  readonly except?: readonly string[];
  /** The first minor that looks here, and the last. */
  readonly since?: number;
  readonly until?: number;
}
