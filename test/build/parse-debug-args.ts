import type { DebugFlags } from '../../src/build/debug/flags.js';

/** The files that the recorded runs name. */
const files: { readonly [name: string]: object } = {
  'custom.json': {
    env: [{ name: 'FOO', value: 'custom' }],
    volumeMounts: [{ name: 'data', mountPath: '/data' }],
    securityContext: { runAsUser: 1000, capabilities: { add: ['NET_RAW'] } },
  },
  'forbidden.json': {
    ports: [{ containerPort: 80 }],
    resources: { limits: { cpu: '1' } },
    livenessProbe: { exec: { command: ['true'] } },
  },
};

/** Reads a command line of `kubectl debug` as far as the recorded runs need. */
export function parseDebugArgs(args: readonly string[]): DebugFlags {
  const dash = args.indexOf('--');
  const words = dash < 0 ? [] : args.slice(dash + 1);
  const options = dash < 0 ? args : args.slice(0, dash);
  const flags: { [key: string]: unknown } = {};
  for (let index = 0; index < options.length; index++) {
    const [flag = '', ...rest] = (options[index] ?? '').split('=');
    const value = rest.join('=');
    if (flag === '-c') flags['name'] = options[++index];
    else if (flag === '-i') flags['stdin'] = true;
    else if (flag === '-it') Object.assign(flags, { stdin: true, tty: true });
    else if (flag === '--custom') flags['custom'] = files[value];
    else if (flag === '--env') flags['env'] = [[rest[0], rest.slice(1).join('=')]];
    else if (flag === '--image-pull-policy') flags['imagePullPolicy'] = value;
    else if (['--image', '--profile', '--target'].includes(flag)) flags[flag.slice(2)] = value;
    else if (flag !== '--attach' && flag !== '--arguments-only') throw new Error(`unread flag ${flag}`);
  }
  if (words.length > 0) flags[options.includes('--arguments-only') ? 'args' : 'command'] = words;
  const { image, ...others } = flags;
  if (typeof image !== 'string') throw new Error(`no image in ${args.join(' ')}`);
  return { image, ...others };
}
