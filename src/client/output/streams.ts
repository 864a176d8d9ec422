/** The streams of a container that are attached to. */
export type StreamName = 'stdout' | 'stderr';

export const streams: readonly StreamName[] = ['stdout', 'stderr'];

/** How many bytes each stream had brought. */
export type Mark = Readonly<Record<StreamName, number>>;
