/** The streams of a container that are attached to. */
export type Stream = 'stdout' | 'stderr';

export const streams: readonly Stream[] = ['stdout', 'stderr'];

/** How many bytes each stream had brought. */
export type Mark = Readonly<Record<Stream, number>>;
