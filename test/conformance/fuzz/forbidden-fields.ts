import fc, { type Arbitrary } from 'fast-check';
import { integers, quantities } from './numbers.js';
import { fields, type Json, listOf, type Mode, mostly, pick, typed } from './random.js';
import { around, text } from './texts.js';

function ports(mode: Mode): Arbitrary<Json> {
  const port = typed(mode, mostly(pick(0, 1, 80, 65535), integers));
  const model = {
    name: typed(mode, around(pick('web', 'a--b', '-a', 'x'.repeat(15), 'x'.repeat(16), '80', 'UP', 'a_b'))),
    hostPort: port,
    containerPort: port,
    protocol: typed(mode, mostly(pick('TCP', 'UDP', 'SCTP', ''), pick('tcp', 'ICMP'))),
    hostIP: typed(mode, pick('', '10.0.0.1', 'bogus')),
  };
  return typed(mode, listOf(mode, fields(mode, model, 3)));
}

function handler(mode: Mode): Arbitrary<Json> {
  const port = typed(mode, fc.oneof(pick<readonly Json[]>(80, 'web', '', '80', 1.5, true), integers));
  const header = fields(mode, { name: typed(mode, text), value: typed(mode, text) });
  const action = {
    path: typed(mode, text),
    port,
    host: typed(mode, text),
    scheme: typed(mode, pick('HTTP', 'HTTPS', 'x', '')),
    httpHeaders: typed(mode, listOf(mode, header)),
  };
  return typed(
    mode,
    fields(mode, {
      exec: typed(mode, fields(mode, { command: typed(mode, listOf(mode, text)) })),
      httpGet: typed(mode, fields(mode, action)),
      tcpSocket: typed(mode, fields(mode, { port, host: typed(mode, text) })),
      grpc: typed(mode, fields(mode, { port: typed(mode, integers), service: typed(mode, text) })),
      sleep: typed(mode, fields(mode, { seconds: typed(mode, integers) })),
      initialDelaySeconds: typed(mode, integers),
      periodSeconds: typed(mode, integers),
      terminationGracePeriodSeconds: typed(mode, integers),
      failureThreshold: typed(mode, integers),
    }),
  );
}

function resources(mode: Mode): Arbitrary<Json> {
  const amounts = typed(
    mode,
    fc.oneof(
      pick<readonly Json[]>(
        {},
        { cpu: '1' },
        { cpu: '1', memory: '1Gi' },
        { 'example.com/gpu': 1 },
        { 'hugepages-2Mi': '4Mi' },
      ),
      fc
        .tuple(
          mostly(
            pick('cpu', 'memory', 'ephemeral-storage'),
            pick('', 'CPU', 'a/b/c', 'pods', 'x.y/z', '__proto__'),
          ),
          quantities,
        )
        .map(([name, amount]): Json => Object.fromEntries([[name, amount]])),
    ),
  );
  const claim = fields(mode, {
    name: typed(mode, pick('', 'gpu', 'UP')),
    request: typed(mode, pick('', 'r')),
  });
  return typed(
    mode,
    fields(mode, { limits: amounts, requests: amounts, claims: typed(mode, listOf(mode, claim)) }, 3),
  );
}

function resizePolicy(mode: Mode): Arbitrary<Json> {
  const model = {
    resourceName: typed(mode, mostly(pick('cpu', 'memory'), pick('', 'storage', 'a"b'))),
    restartPolicy: typed(mode, mostly(pick('NotRequired', 'RestartContainer'), pick('', 'Always'))),
  };
  return typed(mode, listOf(mode, fields(mode, model, 2)));
}

function restartPolicyRules(mode: Mode): Arbitrary<Json> {
  const codes = fields(mode, {
    operator: typed(mode, pick('In', 'NotIn', '', 'x')),
    values: typed(mode, listOf(mode, typed(mode, integers))),
  });
  const rule = fields(mode, {
    action: typed(mode, pick('Restart', 'RestartAllContainers', 'x')),
    exitCodes: typed(mode, codes),
  });
  return typed(mode, listOf(mode, rule));
}

/** Everything that an ephemeral container may not have, with content from right to wrong. */
export function forbiddenFields(mode: Mode): { readonly [key: string]: Arbitrary<Json> } {
  const probe = handler(mode);
  return {
    ports: ports(mode),
    resources: resources(mode),
    resizePolicy: resizePolicy(mode),
    restartPolicy: typed(mode, pick('Always', 'Never', 'OnFailure', '', 'x')),
    restartPolicyRules: restartPolicyRules(mode),
    livenessProbe: probe,
    readinessProbe: probe,
    startupProbe: probe,
    lifecycle: typed(
      mode,
      fields(
        mode,
        { postStart: probe, preStop: probe, stopSignal: typed(mode, pick('SIGTERM', 'SIGUSR1', 'x', '')) },
        2,
      ),
    ),
  };
}
