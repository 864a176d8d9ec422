/**
 * How long the client waits for what, in milliseconds unless the name says seconds. The first ones are
 * defaults, which a caller may change; each of the others is as it is for the reason given.
 */

/** A call that reads or writes one Pod takes well under a second; this outlasts an API server that restarts. */
export const defaultCallTimeout = 30_000;
/** A call that lasts as long as a container: what is looked at by hand is done in minutes. */
export const defaultRunTimeout = 600_000;
/** A request without an answer by then is hardly answered at all, and is sent again. */
export const defaultRequestTimeout = 10_000;
/** A half-open connection tells nothing, so a watch is renewed before a person wonders. */
export const defaultWatchTimeoutSeconds = 20;
/** Three pings without an answer end an attached stream: long enough for a busy proxy. */
export const defaultPingInterval = 5_000;
/** The kubelet tries a failed pull again after 10 s; most that fail once fail again, so that is not awaited. */
export const defaultImagePullTimeout = 2_000;

/** setTimeout takes no more, and takes a longer time for 1 ms. */
export const longestTimer = 2 ** 31 - 1;
/** With its grace, a watch is to fit a timer; nothing between holds a connection for longer than a day. */
export const longestWatchSeconds = 86_400;

/** A Pod seen just now is not read again before each step: a session takes several within a second or two. */
export const podCacheTime = 3_000;
/** A watch that goes on from a version first tells what happened since; what comes later is news. */
export const watchReplayTime = 1_000;
/** A watch is silent for a little longer than the server was told, for the way back. */
export const watchGrace = 3_000;
/** A user who may `get` but not `watch` sees a start about a second late, at one request a second. */
export const pollInterval = 1_000;
/** A round of watching that is shorter than the shortest watch (1 s) was ended by something; then pauses grow. */
export const watchBackoff = { shortRound: 500, first: 50, longest: 2_000 } as const;

/** A container whose image is on the node runs within this time, and needs no look at its events. */
export const eventsDelay = 700;
/** The kubelet writes status and events apart from each other, some 100 ms apart at most. */
export const eventLag = 300;
/** The kubelet sets the phase of an ended Pod before the status of its containers. */
export const podPhaseLag = 2_000;

/** Attached streams end when the program does; its status takes the kubelet one more sync, mostly under 1 s. */
export const exitStatusLag = 3_000;
/** A log that was followed to its end is not followed again before status had the time to tell of it. */
export const logReopenPause = 2_000;
/** The same for who reads the Pod each time, which is cheaper than to follow a log. */
export const logEndPollInterval = 500;
/** Doubling pauses before a log that broke is read on. */
export const logRetry = { first: 100, longest: 2_000 } as const;
/** A log that is followed says nothing for longer than a watch, as a quiet program does. */
export const logIdleRatio = 1.5;

/** After this long without a line, a person at a terminal wonders: what the log has is shown. */
export const silentLogDelay = 700;
/** The kubelet hands lines to log and streams within milliseconds; on a full node, within seconds. */
export const logJoinTime = 4_000;
/** Doubling pauses between two looks at the log for what the streams brought. */
export const logJoinPause = { first: 20, longest: 2_000 } as const;
/** What the log has when it is read comes over the streams too, within twice the time the log took. */
export const streamLag = { least: 100, most: 1_000 } as const;

/**
 * Many programs end with their input, and what they wrote that the node has not read by then is lost, to
 * the log too (containerd before 1.6.22 and 1.7.3, task.go task.Delete): the input ends after a pause in
 * the output, or after the longest wait for one.
 */
export const outputPause = { length: 250, longestWait: 5_000 } as const;
/** Detach keys follow each other within this time; a key that no other follows is the program's, and passed on. */
export const detachKeysTime = 1_000;
/** The connection stays open after the end of input, for the API server to pass it on to the node. */
export const inputPassTime = 1_000;
/** The server answers a close of the WebSocket at once; a writer takes the last of the output meanwhile. */
export const closeTime = 1_000;
/** The most that is waited at random, times the tries, before a patch that met a conflict is sent again. */
export const conflictPause = 100;
