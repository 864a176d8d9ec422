import https from 'node:https';
import { AdmissionregistrationV1Api } from '@kubernetes/client-node';
import type { PodName } from '../../../src/client/index.js';
import { createAuthority } from '../../client/transport/certificates.js';
import { listen } from '../../client/transport/fronts.js';
import { eventually } from '../eventually.js';
import type { Stage } from './stage.js';

type Add = (ref: PodName) => Promise<unknown>;

type Guard = 'policy' | 'webhook' | 'absent-webhook';

/** Of this stage and guard only: others use the cluster at the same time, and the server is slow to forget. */
const scopeOf = ({ target }: Stage, guard: Guard) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': target.namespace } },
  objectSelector: { matchLabels: { guard } },
});
const rule = {
  apiGroups: [''],
  apiVersions: ['v1'],
  operations: ['UPDATE'],
  resources: ['pods/ephemeralcontainers'],
};

/** The error of `add` under a policy that allows nothing. */
export async function denyByPolicy(at: Stage, add: Add): Promise<unknown> {
  const api = at.target.kubeConfig.makeApiClient(AdmissionregistrationV1Api);
  const name = at.target.namespace;
  await api.createValidatingAdmissionPolicy({
    body: {
      metadata: { name },
      spec: {
        matchConstraints: { ...scopeOf(at, 'policy'), resourceRules: [rule] },
        validations: [{ expression: 'false', message: 'no debugging here' }],
      },
    },
  });
  try {
    await api.createValidatingAdmissionPolicyBinding({
      body: { metadata: { name }, spec: { policyName: name, validationActions: ['Deny'] } },
    });
    return await firstError(at, 'policy', add);
  } finally {
    await api.deleteValidatingAdmissionPolicyBinding({ name }).catch(() => {});
    await api.deleteValidatingAdmissionPolicy({ name });
  }
}

/** The error of `add` under a webhook that denies everything; or, `absent`, one that does not answer. */
export async function denyByWebhook(
  at: Stage,
  add: Add,
  { absent = false }: { readonly absent?: boolean } = {},
): Promise<unknown> {
  const api = at.target.kubeConfig.makeApiClient(AdmissionregistrationV1Api);
  const authority = createAuthority('errors');
  const front = await listen(
    https.createServer(authority.issue({ commonName: 'hook', hosts: ['127.0.0.1'] }), deny),
  );
  if (absent) await front.close();
  const guard = absent ? 'absent-webhook' : 'webhook';
  const name = `${at.target.namespace}-${guard}`;
  const clientConfig = {
    url: `https://127.0.0.1:${front.port}/`,
    caBundle: Buffer.from(authority.cert).toString('base64'),
  };
  const webhook = {
    name: 'errors.example.com',
    ...scopeOf(at, guard),
    clientConfig,
    rules: [rule],
    sideEffects: 'None',
    admissionReviewVersions: ['v1'],
    timeoutSeconds: 10,
  };
  await api.createValidatingWebhookConfiguration({ body: { metadata: { name }, webhooks: [webhook] } });
  try {
    return await firstError(at, guard, add);
  } finally {
    await api.deleteValidatingWebhookConfiguration({ name });
    if (!absent) await front.close();
  }
}

const deny: Parameters<typeof https.createServer>[1] = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const review = JSON.parse(Buffer.concat(chunks).toString()) as {
      readonly request: { readonly uid: string };
    };
    const status = { message: 'not by my rules' };
    const answer = { uid: review.request.uid, allowed: false, status };
    response.setHeader('Content-Type', 'application/json');
    response.end(
      JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response: answer }),
    );
  });
};

/** The server takes a while to go by what was configured. */
async function firstError({ newPod }: Stage, guard: Guard, add: Add): Promise<unknown> {
  const ref = await newPod({ labels: { guard } });
  return eventually('the refusal', () =>
    add(ref).then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
}
