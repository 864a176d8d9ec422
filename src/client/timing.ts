/**
 * All times of the client, in milliseconds unless the name says seconds. The first ones are defaults that
 * a caller may change; the others are fixed, for the reason given.
 */

/** A call that reads or writes one Pod takes well under a second; this outlasts an API server that restarts. */
export const defaultCallTimeout = 30_000;
/** A call that lasts as long as a container: a debugging command ends within minutes. */
export const defaultRunTimeout = 600_000;
/** A request without an answer by then is seldom answered later, and is sent again. */
export const defaultRequestTimeout = 10_000;
/** A half-open connection delivers nothing, so a watch is renewed this often. */
export const defaultWatchTimeoutSeconds = 20;
/** Three pings without an answer end an attached stream: long enough for a busy proxy. */
export const defaultPingInterval = 5_000;
/** The kubelet retries a failed pull after 10 s; most fail again, so the retry is not awaited. */
export const defaultImagePullTimeout = 2_000;

/** The longest time of setTimeout, which takes anything longer for 1 ms. */
export const longestTimer = 2 ** 31 - 1;
/** A watch and its grace must fit a timer, and proxies do not hold a connection for longer than a day. */
export const longestWatchSeconds = 86_400;

/** A Pod seen just now is not read again before each step: a session takes several within a second or two. */
export const podCacheTime = 3_000;
/** A watch from a resourceVersion first sends what happened since; events after this time are new ones. */
export const watchReplayTime = 1_000;
/** A watch may be silent for this much longer than the timeout sent to the server, for network delay. */
export const watchGrace = 3_000;
/** A user who may `get` but not `watch` sees a start about a second late, at one request a second. */
export const pollInterval = 1_000;
/** A round shorter than the shortest watch (1 s) was cut off; doubling pauses follow, up to the longest. */
export const watchBackoff = { shortRound: 500, first: 50, longest: 2_000 } as const;

/** A container whose image is on the node runs within this time, and needs no look at its events. */
export const eventsDelay = 700;
/** The kubelet writes status and events apart from each other, some 100 ms apart at most. */
export const eventLag = 300;
/** The kubelet sets the phase of an ended Pod before the status of its containers. */
export const podPhaseLag = 2_000;

/** Attached streams end when the program does; its status takes the kubelet one more sync, mostly under 1 s. */
export const exitStatusLag = 3_000;
/** A log that was followed to its end is not followed again until the status had time to report the end. */
export const logReopenPause = 2_000;
/** The same where the Pod is read each time, which costs less than following a log. */
export const logEndPollInterval = 500;
/** Doubling pauses before reading continues after a log request broke. */
export const logRetry = { first: 100, longest: 2_000 } as const;
/** A followed log may be silent for this many watch timeouts, since programs may be quiet. */
export const logIdleRatio = 1.5;

/** After this long without a line, the log is shown, so that a terminal does not look stuck. */
export const silentLogDelay = 700;
/** The kubelet hands lines to log and streams within milliseconds; on a full node, within seconds. */
export const logJoinTime = 4_000;
/** Doubling pauses between two searches of the log for the start of the streams. */
export const logJoinPause = { first: 20, longest: 2_000 } as const;
/** What the log has when it is read comes over the streams too, within twice the time the log took. */
export const streamLag = { least: 100, most: 1_000 } as const;

/**
 * Many programs end with their input, and what they wrote that the node has not read by then is lost, to
 * the log too (containerd before 1.6.22 and 1.7.3, task.go task.Delete): the input ends after a pause in
 * the output, or after the longest wait for one.
 */
export const outputPause = { length: 250, longestWait: 5_000 } as const;
/** Detach keys must follow each other within this time; otherwise they are passed on to the program. */
export const detachKeysTime = 1_000;
/** The connection stays open after the end of input, for the API server to pass it on to the node. */
export const inputPassTime = 1_000;
/** The server answers a close of the WebSocket at once; a writer takes the last of the output meanwhile. */
export const closeTime = 1_000;
/** The longest random pause, multiplied by the tries, before a patch is sent again after a conflict. */
export const conflictPause = 100;
/** A request that is sent again waits longer for its answer each time, but never longer than a minute. */
export const longestAnswerTime = 60_000;
/** Doubling pauses before a request is sent again: short at first, since most failures are. */
export const requestRetry = { first: 100, longest: 2_000 } as const;
/** Keepalive probes start after this time, as those of Go's net.Dialer do. */
export const keepAliveDelay = 15_000;
/** Some releases of client-node run a login plugin for each request, so its credentials are kept for a minute. */
export const pluginCredentialsTime = 60_000;
