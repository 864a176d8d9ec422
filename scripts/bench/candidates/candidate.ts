/** One way to validate a container, in a process of its own. */
export interface Candidate {
  /** As a user would call it: true where the container is accepted. */
  accepts(container: unknown): boolean;
  /** The same, collecting every problem with its message, where that is another call. */
  explain?(container: unknown): boolean;
}
