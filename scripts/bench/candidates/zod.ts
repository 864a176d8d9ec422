import { z } from 'zod';
import type { Candidate } from './candidate.js';
import * as words from './vocabulary.js';

const text = z.string().optional();
const flag = z.boolean().optional();
const texts = z.array(z.string()).optional();
const keyOf = z.strictObject({ name: text, key: z.string().min(1), optional: flag }).optional();
const sourceOf = z.strictObject({ name: text, optional: flag }).optional();
const profile = z.strictObject({ type: z.enum(words.profileTypes), localhostProfile: text }).optional();

const valueFrom = z
  .strictObject({
    fieldRef: z.strictObject({ apiVersion: text, fieldPath: z.string() }).optional(),
    resourceFieldRef: z
      .strictObject({
        containerName: text,
        resource: z.string(),
        divisor: z.union([z.string(), z.number()]).optional(),
      })
      .optional(),
    configMapKeyRef: keyOf,
    secretKeyRef: keyOf,
  })
  .refine((source) => Object.keys(source).length === 1);

const securityContext = z.strictObject({
  allowPrivilegeEscalation: flag,
  privileged: flag,
  readOnlyRootFilesystem: flag,
  runAsNonRoot: flag,
  runAsUser: z.int().min(0).optional(),
  runAsGroup: z.int().min(0).optional(),
  procMount: z.enum(words.procMounts).optional(),
  capabilities: z.strictObject({ add: texts, drop: texts }).optional(),
  seLinuxOptions: z.strictObject({ user: text, role: text, type: text, level: text }).optional(),
  seccompProfile: profile,
  appArmorProfile: profile,
  windowsOptions: z
    .strictObject({
      gmsaCredentialSpec: text,
      gmsaCredentialSpecName: text,
      runAsUserName: text,
      hostProcess: flag,
    })
    .optional(),
});

const volumeMount = z.strictObject({
  name: z.string().min(1),
  mountPath: z.string().min(1),
  readOnly: flag,
  recursiveReadOnly: z.enum(words.recursiveReadOnly).optional(),
  mountPropagation: z.enum(words.mountPropagations).optional(),
});

const ephemeralContainer = z.strictObject({
  name: z.string().regex(new RegExp(words.dnsLabel)),
  image: z.string().min(1),
  command: texts,
  args: texts,
  workingDir: text,
  env: z
    .array(z.strictObject({ name: z.string().min(1), value: text, valueFrom: valueFrom.optional() }))
    .optional(),
  envFrom: z.array(z.strictObject({ prefix: text, configMapRef: sourceOf, secretRef: sourceOf })).optional(),
  volumeMounts: z.array(volumeMount).optional(),
  volumeDevices: z.array(z.strictObject({ name: z.string(), devicePath: z.string() })).optional(),
  imagePullPolicy: z.enum(words.pullPolicies).optional(),
  terminationMessagePath: text,
  terminationMessagePolicy: z.enum(words.terminationMessagePolicies).optional(),
  stdin: flag,
  stdinOnce: flag,
  tty: flag,
  targetContainerName: text,
  securityContext: securityContext.optional(),
});

export const candidate: Candidate = {
  accepts: (container) => ephemeralContainer.safeParse(container).success,
};
