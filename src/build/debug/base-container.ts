import { makeContainerName } from './container-name.js';
import type { DebugEnv, DebugFlags } from './flags.js';
import { DebugFlagsError } from './flags-error.js';

/** The fields that flags alone can set. */
export interface BaseContainer {
  name: string;
  image: string;
  command?: string[];
  args?: string[];
  env?: { name: string; value?: string }[];
  imagePullPolicy?: string;
  stdin?: true;
  tty?: true;
  targetContainerName?: string;
  terminationMessagePolicy: 'File';
  securityContext?: object;
}

/**
 * The container before profile and custom profile. What is empty is left out, as Go does.
 *
 * Source: kubectl v0.37 pkg/cmd/debug/debug.go generateDebugContainer
 */
export function makeBaseContainer(flags: DebugFlags): BaseContainer {
  const { image, name, target, env, imagePullPolicy, stdin, tty, command = [], args = [], pod } = flags;
  const variables = env === undefined ? [] : makeVariables(env);
  return {
    name: isFilled(name) ? name : makeContainerName(pod),
    image,
    ...(command.length > 0 && { command: [...command] }),
    ...(args.length > 0 && { args: [...args] }),
    ...(variables.length > 0 && { env: variables }),
    ...(isFilled(imagePullPolicy) && { imagePullPolicy }),
    ...(stdin === true && { stdin }),
    ...(tty === true && { tty }),
    ...(isFilled(target) && { targetContainerName: target }),
    terminationMessagePolicy: 'File',
  };
}

function isFilled<Text extends string>(text: Text | undefined): text is Text {
  return text !== undefined && text !== '';
}

function makeVariables(env: DebugEnv): { name: string; value?: string }[] {
  const values = new Map<string, string>();
  for (const pair of toPairs(env)) {
    const [name, value]: readonly unknown[] = Array.isArray(pair) ? pair : [];
    if (typeof name !== 'string') {
      throw new DebugFlagsError('env must be an object, or pairs of name and value', ['env']);
    }
    if (typeof value !== 'string') {
      throw new DebugFlagsError(`env.${name} must be a string, not ${typeof value}`, [`env.${name}`]);
    }
    values.set(name, value);
  }
  return Array.from(values, ([name, value]) => (value === '' ? { name } : { name, value }));
}

function toPairs(env: DebugEnv): Iterable<unknown> {
  // a caller without the compiler may pass anything
  if (typeof env !== 'object' || env === null) return [env];
  return Symbol.iterator in env ? env : Object.entries(env);
}
