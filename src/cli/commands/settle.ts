/** Runs the work of a command and keeps the exit code it answers with. */
export type Settle = (work: () => Promise<number>) => Promise<void>;
