import { type TProperties, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';
import type { Candidate } from './candidate.js';
import * as words from './vocabulary.js';

const strict = <Properties extends TProperties>(properties: Properties, options = {}) =>
  Type.Object(properties, { additionalProperties: false, ...options });
const oneOf = (values: readonly string[]) =>
  Type.Optional(Type.Union(values.map((value) => Type.Literal(value))));
const text = Type.Optional(Type.String());
const flag = Type.Optional(Type.Boolean());
const texts = Type.Optional(Type.Array(Type.String()));
const filled = Type.String({ minLength: 1 });
const identity = Type.Optional(Type.Integer({ minimum: 0 }));
const keyOf = Type.Optional(strict({ name: text, key: filled, optional: flag }));
const sourceOf = Type.Optional(strict({ name: text, optional: flag }));
const profile = Type.Optional(
  strict({ type: Type.Union(words.profileTypes.map((type) => Type.Literal(type))), localhostProfile: text }),
);

const valueFrom = strict(
  {
    fieldRef: Type.Optional(strict({ apiVersion: text, fieldPath: Type.String() })),
    resourceFieldRef: Type.Optional(
      strict({
        containerName: text,
        resource: Type.String(),
        divisor: Type.Optional(Type.Union([Type.String(), Type.Number()])),
      }),
    ),
    configMapKeyRef: keyOf,
    secretKeyRef: keyOf,
  },
  { minProperties: 1, maxProperties: 1 },
);

const securityContext = strict({
  allowPrivilegeEscalation: flag,
  privileged: flag,
  readOnlyRootFilesystem: flag,
  runAsNonRoot: flag,
  runAsUser: identity,
  runAsGroup: identity,
  procMount: oneOf(words.procMounts),
  capabilities: Type.Optional(strict({ add: texts, drop: texts })),
  seLinuxOptions: Type.Optional(strict({ user: text, role: text, type: text, level: text })),
  seccompProfile: profile,
  appArmorProfile: profile,
  windowsOptions: Type.Optional(
    strict({
      gmsaCredentialSpec: text,
      gmsaCredentialSpecName: text,
      runAsUserName: text,
      hostProcess: flag,
    }),
  ),
});

const volumeMount = strict({
  name: filled,
  mountPath: filled,
  readOnly: flag,
  recursiveReadOnly: oneOf(words.recursiveReadOnly),
  mountPropagation: oneOf(words.mountPropagations),
});

const ephemeralContainer = TypeCompiler.Compile(
  strict({
    name: Type.String({ pattern: words.dnsLabel }),
    image: filled,
    command: texts,
    args: texts,
    workingDir: text,
    env: Type.Optional(
      Type.Array(strict({ name: filled, value: text, valueFrom: Type.Optional(valueFrom) })),
    ),
    envFrom: Type.Optional(Type.Array(strict({ prefix: text, configMapRef: sourceOf, secretRef: sourceOf }))),
    volumeMounts: Type.Optional(Type.Array(volumeMount)),
    volumeDevices: Type.Optional(Type.Array(strict({ name: Type.String(), devicePath: Type.String() }))),
    imagePullPolicy: oneOf(words.pullPolicies),
    terminationMessagePath: text,
    terminationMessagePolicy: oneOf(words.terminationMessagePolicies),
    stdin: flag,
    stdinOnce: flag,
    tty: flag,
    targetContainerName: text,
    securityContext: Type.Optional(securityContext),
  }),
);

export const candidate: Candidate = {
  accepts: (container) => ephemeralContainer.Check(container),
  explain: (container) => [...ephemeralContainer.Errors(container)].length === 0,
};
