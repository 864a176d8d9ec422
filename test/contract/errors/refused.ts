import { EphemeralContainersClient } from '../../../src/client/index.js';
import { errorOf } from '../context.js';
import { busybox, restrictedSpec } from '../target.js';
import { denyByPolicy, denyByWebhook } from './admission.js';
import { withMirrorPod } from './mirror-pod.js';
import type { Way } from './stage.js';

/** Refused for what was sent, or for who sent it. */
export const refused: readonly Way[] = [
  {
    kind: 'invalid',
    title: 'found before anything is sent',
    says: /spec\.ephemeralContainers\[0\]\.name: Invalid value: "Not_A_Name"/,
    code: 422,
    reach: async ({ client, anyPod }) =>
      errorOf(client.add(await anyPod(), { ...busybox, name: 'Not_A_Name' })),
  },
  {
    kind: 'invalid',
    title: 'found by the server only, with causes',
    says: /spec\.ephemeralContainers\[0\]\.volumeMounts\[0\]\.name: Not found: "imagined"/,
    code: 422,
    fields: { causes: [{ reason: 'FieldValueNotFound', rule: 'server' }] },
    async reach({ client, newPod }) {
      const pod = await client.readPod(await newPod());
      // Of a volume that only the Pod in hand has.
      const volumes = [...(pod.spec?.volumes ?? []), { name: 'imagined', emptyDir: {} }];
      const volumeMounts = [{ name: 'imagined', mountPath: '/imagined' }];
      return errorOf(client.add({ ...pod, spec: { ...pod.spec, volumes } }, { ...busybox, volumeMounts }));
    },
  },
  {
    kind: 'unauthorized',
    title: 'a token the server does not know',
    says: /no such credentials: Unauthorized; log in again/,
    code: 401,
    reach: async ({ connect, anyPod }) => errorOf(connect({ token: 'nobody' }).add(await anyPod(), busybox)),
  },
  {
    kind: 'forbidden-by-rbac',
    title: 'a user without rights',
    says: /User "limited" cannot get resource "pods" in API group "" in the namespace "[\w-]+"/,
    code: 403,
    fields: { user: 'limited', verb: 'get', resource: 'pods' },
    reach: async ({ target, anyPod, keep }) => {
      const limited = keep(EphemeralContainersClient.fromKubeConfig(target.limited));
      return errorOf(limited.add(await anyPod(), busybox));
    },
  },
  {
    kind: 'forbidden-by-pod-security',
    title: 'a namespace that enforces restricted',
    says: /violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false .*container "debugger-/,
    code: 403,
    fields: { level: 'restricted', version: 'latest' },
    async reach({ client, newPod, target }) {
      const ref = await newPod({ namespace: target.restrictedNamespace, spec: restrictedSpec });
      return errorOf(client.add(ref, busybox));
    },
  },
  {
    kind: 'forbidden-by-admission',
    title: 'a ValidatingAdmissionPolicy',
    says: /^pods "e\d+" is forbidden: ValidatingAdmissionPolicy '[\w-]+' .* denied request: no debugging here/,
    code: 422,
    needs: 'a cluster',
    reach: (at) => denyByPolicy(at, (ref) => at.client.add(ref, busybox)),
  },
  {
    kind: 'forbidden-by-admission',
    title: 'a webhook',
    says: /^admission webhook "errors\.example\.com" denied the request: not by my rules/,
    code: 400,
    needs: 'its files',
    reach: (at) => denyByWebhook(at, (ref) => at.client.add(ref, busybox)),
  },
  {
    kind: 'mirror-pod',
    title: 'seen before anything is sent',
    says: /static pods do not support ephemeral containers/,
    code: 422,
    needs: 'its files',
    reach: (at) => withMirrorPod(at, (pod) => at.client.add(pod, busybox)),
  },
  {
    kind: 'mirror-pod',
    title: 'of which the Pod in hand does not tell',
    says: /^Pod "e\d+-node" is invalid: .*static pods do not support ephemeral containers/,
    code: 422,
    needs: 'its files',
    reach: (at) =>
      withMirrorPod(at, ({ metadata = {}, spec = {} }) => {
        const { annotations: _, ...rest } = metadata;
        return at.client.add({ metadata: rest, spec }, busybox);
      }),
  },
  {
    kind: 'name-taken',
    title: 'another container of that name',
    says: /^Pod "e\d+" already has an ephemeral container "dbg" .*; choose another name$/,
    code: 422,
    fields: { containerName: 'dbg' },
    async reach({ client, anyPod }) {
      const ref = await anyPod();
      await client.add(ref, { ...busybox, name: 'dbg', command: ['true'] });
      return errorOf(client.add(ref, { ...busybox, name: 'dbg', command: ['false'] }));
    },
  },
];
