import * as words from './vocabulary.js';

const text = { type: 'string' };
const flag = { type: 'boolean' };
const texts = { type: 'array', items: text };

function object(properties: Record<string, object>, required: string[] = [], rest: object = {}) {
  return { type: 'object', properties, required, additionalProperties: false, ...rest };
}

const keyOf = object({ name: text, key: { type: 'string', minLength: 1 }, optional: flag }, ['key']);
const sourceOf = object({ name: text, optional: flag });
const profile = object({ type: { enum: words.profileTypes }, localhostProfile: text }, ['type']);

const envVar = object(
  {
    name: { type: 'string', minLength: 1 },
    value: text,
    valueFrom: object(
      {
        fieldRef: object({ apiVersion: text, fieldPath: text }, ['fieldPath']),
        resourceFieldRef: object(
          { containerName: text, resource: text, divisor: { type: ['string', 'number'] } },
          ['resource'],
        ),
        configMapKeyRef: keyOf,
        secretKeyRef: keyOf,
      },
      [],
      { minProperties: 1, maxProperties: 1 },
    ),
  },
  ['name'],
);

const volumeMount = object(
  {
    name: { type: 'string', minLength: 1 },
    mountPath: { type: 'string', minLength: 1 },
    readOnly: flag,
    recursiveReadOnly: { enum: words.recursiveReadOnly },
    mountPropagation: { enum: words.mountPropagations },
  },
  ['name', 'mountPath'],
);

const securityContext = object({
  allowPrivilegeEscalation: flag,
  privileged: flag,
  readOnlyRootFilesystem: flag,
  runAsNonRoot: flag,
  runAsUser: { type: 'integer', minimum: 0 },
  runAsGroup: { type: 'integer', minimum: 0 },
  procMount: { enum: words.procMounts },
  capabilities: object({ add: texts, drop: texts }),
  seLinuxOptions: object({ user: text, role: text, type: text, level: text }),
  seccompProfile: profile,
  appArmorProfile: profile,
  windowsOptions: object({
    gmsaCredentialSpec: text,
    gmsaCredentialSpecName: text,
    runAsUserName: text,
    hostProcess: flag,
  }),
});

/** An ephemeral container as one would write it down after reading the API reference. */
export const ephemeralContainerJsonSchema = object(
  {
    name: { type: 'string', pattern: words.dnsLabel },
    image: { type: 'string', minLength: 1 },
    command: texts,
    args: texts,
    workingDir: text,
    env: { type: 'array', items: envVar },
    envFrom: {
      type: 'array',
      items: object({ prefix: text, configMapRef: sourceOf, secretRef: sourceOf }),
    },
    volumeMounts: { type: 'array', items: volumeMount },
    volumeDevices: {
      type: 'array',
      items: object({ name: text, devicePath: text }, ['name', 'devicePath']),
    },
    imagePullPolicy: { enum: words.pullPolicies },
    terminationMessagePath: text,
    terminationMessagePolicy: { enum: words.terminationMessagePolicies },
    stdin: flag,
    stdinOnce: flag,
    tty: flag,
    targetContainerName: text,
    securityContext,
  },
  ['name', 'image'],
);
