import type { Cut, Direction, Link, TcpProxy } from '../proxy.js';

/** What goes wrong with connections. Resolves when it has begun. */
export type Breakage = (links: readonly Link[], proxy: TcpProxy) => Promise<void>;

/** Milliseconds in which a server that works has answered. */
const lull = 300;
const late = 700;
const outage = 1_000;

const each =
  (breakOne: (link: Link) => void | Promise<void>): Breakage =>
  async (links) =>
    void (await Promise.all(links.map(breakOne)));

const cut = (how: Cut): Breakage => each((link) => link.cut(how));

const cutAfter = (direction: Direction, bytes: number, how: Cut): Breakage =>
  each(async (link) => {
    await link.limit(direction, bytes);
    link.cut(how);
  });

/** The server did what it was asked, and the client does not hear of it. */
const loseAnswer = (how: Cut): Breakage =>
  each(async (link) => {
    await link.limit('down', 0);
    setTimeout(() => link.cut(how), lull);
  });

/** Both ends take the connection for open, and nothing gets through. */
const silence: Breakage = each((link) => {
  link.limit('up', 0);
  link.limit('down', 0);
});

const silenceAfter = (bytes: number): Breakage =>
  each(async (link) => {
    await link.limit('down', bytes);
    link.limit('up', 0);
  });

const delay: Breakage = async (links, proxy) => {
  await silence(links, proxy);
  setTimeout(() => {
    for (const link of links) link.release();
  }, late);
};

const cutAll: Breakage = (_, proxy) => cut('reset')([...proxy.links], proxy);

const goAway =
  (milliseconds: number): Breakage =>
  (_, proxy) => {
    proxy.refuse(milliseconds);
    return cutAll([], proxy);
  };

export type Named = readonly (readonly [string, Breakage])[];

/** Of the connection that a request goes over, as it is about to. */
export const ofRequest: Named = [
  ['reset before the server has it', cutAfter('up', 0, 'reset')],
  ['closed before the server has it', cutAfter('up', 0, 'close')],
  ['reset with the answer lost', loseAnswer('reset')],
  ['closed with the answer lost', loseAnswer('close')],
  ['reset in the answer', cutAfter('down', 250, 'reset')],
  ['closed late in the answer', cutAfter('down', 3_000, 'close')],
  ['reset within the input', cutAfter('up', 3_000, 'reset')],
  ['silent from then on', silence],
  ['silent in the answer', silenceAfter(250)],
  ['silent late in the answer', silenceAfter(3_000)],
  ['delayed', delay],
  ['reset with all others', cutAll],
  ['reset with all others, and none taken for a second', goAway(outage)],
];

/** Of every connection that is open at a moment. */
export const ofMoment: Named = [
  ['all reset', cutAll],
  ['all closed', cut('close')],
  ['all silent', silence],
  ['all delayed', delay],
  ['all reset, and none taken for a second', goAway(outage)],
];

/** Of every connection from a request on. */
export const forGood: Named = [
  ['silent for good', silence],
  ['gone for good', goAway(600_000)],
];

/** Of a connection that is being made. */
export const ofConnection: Named = [
  ['closed when taken', cut('close')],
  ['reset within the client hello', cutAfter('up', 100, 'reset')],
  ['reset within the server hello', cutAfter('down', 1_000, 'reset')],
  ['silent from the start', silence],
  ['delayed', delay],
];
