import { formatCause, type Minor, minors, validateEphemeralContainer } from '../../src/index.js';

const pod = {
  metadata: { name: 'web', namespace: 'default' },
  spec: { containers: [{ name: 'app' }], volumes: [{ name: 'data' }] },
};

const containers: readonly { readonly title: string; readonly container: unknown }[] = [
  {
    title: 'a plain debugger',
    container: {
      name: 'debugger',
      image: 'busybox:1.36',
      targetContainerName: 'app',
      stdin: true,
      tty: true,
    },
  },
  {
    title: 'what one copies from an ordinary container',
    container: {
      name: 'Debugger.1',
      image: 'busybox:1.36',
      targetContainerName: 'ap',
      ports: [{ containerPort: 8080 }],
      resources: { limits: { memory: '64Mi' } },
      volumeMounts: [{ name: 'data', mountPath: '/data', subPath: 'logs' }],
    },
  },
  {
    title: 'what only some minors know',
    container: {
      name: 'debugger',
      image: 'busybox:1.36',
      restartPolicy: 'Never',
      env: [{ name: '1ST', value: 'x' }],
      securityContext: { appArmorProfile: { type: 'RuntimeDefault' } },
    },
  },
];

/** Each container for all minors, with the minors that agree on one line. */
export function* showVerdicts(): Generator<string> {
  for (const { title, container } of containers) {
    yield `${title}: ${JSON.stringify(container)}`;
    for (const [verdict, agreeing] of groupByVerdict(container)) {
      yield `  ${span(agreeing)}: ${verdict.length === 0 ? 'accepted' : 'refused'}`;
      for (const line of verdict) yield `    ${line}`;
    }
    yield '';
  }
}

function groupByVerdict(container: unknown): [readonly string[], Minor[]][] {
  const groups: [readonly string[], Minor[]][] = [];
  for (const minor of minors) {
    const result = validateEphemeralContainer(container, { pod, minor });
    const verdict = result.ok ? [] : result.causes.map(formatCause);
    const last = groups.at(-1);
    if (last !== undefined && last[0].join() === verdict.join()) last[1].push(minor);
    else groups.push([verdict, [minor]]);
  }
  return groups;
}

function span(agreeing: readonly Minor[]): string {
  const [first, last] = [agreeing[0], agreeing.at(-1)];
  return first === last ? `${first}` : `${first} to ${last}`;
}
