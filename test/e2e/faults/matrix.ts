import { type Breakage, forGood, ofConnection, ofMoment, ofRequest } from './breakages.js';
import { type Moment, run, runWithInput, runWithStderr, type Scenario, session } from './scenarios.js';

/** What a fault waits for. */
export type Trigger =
  | { readonly kind: 'connection'; readonly number: number }
  | { readonly kind: 'request'; readonly name: string; readonly path: RegExp; readonly number: number }
  | { readonly kind: 'moment'; readonly moment: Moment };

export interface Case {
  readonly title: string;
  readonly scenario: Scenario;
  readonly trigger: Trigger;
  readonly breakage: Breakage;
  /** Whether it breaks every connection from then on. */
  readonly stays: boolean;
  /** The kinds of error it may end with; it must end right where there are none. */
  readonly mayFailWith: readonly string[];
}

/** The n-th request of that path. */
const request = (name: string, path: RegExp, number = 1) =>
  ({ kind: 'request', name, path, number }) as const;

const version = request('version', /^\/version$/);
const readPod = request('read the Pod', /\/pods\/[^/]+$/);
const patch = request('patch', /\/ephemeralcontainers\?/);
const watch = request('watch the Pod', /\/pods\?.*watch=true/);
const watchAgain = request('watch the Pod again', /\/pods\?.*watch=true/, 2);
const attach = request('attach', /\/attach\?/);
const log = request('log', /\/log\?/);
const tail = request('end of the log', /\/log\?.*tailLines/);
const secondLog = request('second log', /\/log\?/, 2);

const requestsOf = new Map([
  [runWithInput, [version, readPod, patch, watch, attach, log, tail]],
  [run, [watch, log, secondLog]],
  [runWithStderr, [watch, attach, log, tail]],
  [session, [watch, attach, watchAgain, secondLog]],
]);
const momentsOf = new Map<Scenario, readonly Moment[]>([
  [runWithInput, ['stored', 'running', 'first output', 'amid input']],
  [run, ['stored', 'running', 'first output']],
  [runWithStderr, ['first output']],
  [session, ['stored', 'running', 'first output', 'amid input']],
]);
/** Beyond the third, the order in which the connections of a run are made is open. */
const connections = [1, 2, 3];

/** How much of the input arrived before the attached stream broke, nobody knows. */
const inputLost = ['connection-lost'];
const never = ['connection-lost', 'server-unavailable', 'deadline'];

const ofRequests = (scenario: Scenario): Case[] =>
  (requestsOf.get(scenario) ?? []).flatMap((trigger) =>
    ofRequest
      .filter(([what]) => fits(what, trigger, scenario))
      .map(([what, breakage]) => {
        const hitsAttach = trigger === attach || (trigger === log && what.includes('all others'));
        const mayLose = scenario.input && hitsAttach && what !== 'delayed';
        const title = `${scenario.name}: ${trigger.name} ${what}`;
        return { title, scenario, trigger, breakage, stays: false, mayFailWith: mayLose ? inputLost : [] };
      }),
  );

const ofMoments = (scenario: Scenario): Case[] =>
  (momentsOf.get(scenario) ?? []).flatMap((moment) =>
    ofMoment.map(([what, breakage]) => {
      const isAttached = moment === 'first output' || moment === 'amid input';
      const mayLose = scenario.input && isAttached && what !== 'all delayed';
      const title = `${scenario.name}: ${moment}, ${what}`;
      const trigger = { kind: 'moment', moment } as const;
      return { title, scenario, trigger, breakage, stays: false, mayFailWith: mayLose ? inputLost : [] };
    }),
  );

const ofConnections = (scenario: Scenario): Case[] =>
  connections.flatMap((number) =>
    ofConnection.map(([what, breakage]) => {
      const title = `${scenario.name}: connection ${number} ${what}`;
      const trigger = { kind: 'connection', number } as const;
      return { title, scenario, trigger, breakage, stays: false, mayFailWith: [] };
    }),
  );

const lasting = (scenario: Scenario): Case[] =>
  [readPod, patch, watch, attach].flatMap((trigger) =>
    forGood.map(([what, breakage]) => {
      const title = `${scenario.name}: ${trigger.name} ${what}`;
      return { title, scenario, trigger, breakage, stays: true, mayFailWith: never };
    }),
  );

export const cases: readonly Case[] = [
  ...[runWithInput, run, runWithStderr, session].flatMap((scenario) => [
    ...ofRequests(scenario),
    ...ofMoments(scenario),
  ]),
  ...ofConnections(runWithInput),
  ...lasting(runWithInput),
];

/** Whether there is enough to be cut: some answers are short, and input goes one way only. */
function fits(what: string, trigger: Trigger, scenario: Scenario): boolean {
  if (what === 'reset within the input') return trigger === attach && scenario.input;
  return !what.includes('late in the answer') || (trigger !== version && trigger !== tail);
}
