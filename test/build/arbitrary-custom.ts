import fc from 'fast-check';

const word = fc.constantFrom('', 'A', 'B', 'C', 'FOO', 'data', '/data', '/etc');
/** What YAML may hold where Go wants a string. */
const text = fc.oneof({ weight: 8, arbitrary: word }, fc.constantFrom(null, 5, -1, 1.5, true, false));
const flag = fc.constantFrom(true, false, null);
const optional = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 6, arbitrary: value }, fc.constant(null), fc.constant({}));
const mistake = fc.constantFrom<unknown>([], {}, 'x', 7, ['x'], [[]], [null], [{}]);

function object(model: { [key: string]: fc.Arbitrary<unknown> }): fc.Arbitrary<object> {
  const unknown = { nonsense: fc.constant(1), $patch: fc.constantFrom('replace', 'delete') };
  return fc.record({ ...model, ...unknown }, { requiredKeys: [] }).map((value) => ({ ...value }));
}

const embedded = fc.oneof({ weight: 40, arbitrary: word }, fc.constantFrom(null, 5, true));
const keyReference = optional(object({ name: embedded, key: text, optional: flag }));
const envVar = object({
  name: text,
  value: text,
  valueFrom: optional(
    object({
      fieldRef: optional(object({ apiVersion: text, fieldPath: text })),
      resourceFieldRef: optional(
        object({
          containerName: text,
          resource: text,
          divisor: fc.constantFrom('1', '1Mi', '1000m', 1, null),
        }),
      ),
      configMapKeyRef: keyReference,
      secretKeyRef: keyReference,
      fileKeyRef: optional(object({ volumeName: text, path: text, key: text, optional: flag })),
    }),
  ),
});
const localProfile = optional(
  object({ type: fc.constantFrom('RuntimeDefault', 'Localhost', '', null), localhostProfile: text }),
);
const words = fc.oneof(fc.array(text, { maxLength: 3 }), fc.constant(null));
const securityContext = object({
  capabilities: optional(object({ add: words, drop: words })),
  privileged: flag,
  seLinuxOptions: optional(object({ user: text, level: text })),
  windowsOptions: optional(object({ runAsUserName: text, hostProcess: flag })),
  runAsUser: fc.constantFrom(0, 1000, null),
  runAsNonRoot: flag,
  allowPrivilegeEscalation: flag,
  readOnlyRootFilesystem: flag,
  procMount: text,
  seccompProfile: localProfile,
  appArmorProfile: localProfile,
});
const mount = object({
  name: text,
  readOnly: flag,
  recursiveReadOnly: text,
  mountPath: text,
  mountPropagation: text,
});

const right: { [key: string]: fc.Arbitrary<unknown> } = {
  args: words,
  workingDir: text,
  envFrom: fc.array(object({ prefix: text, configMapRef: keyReference, secretRef: keyReference }), {
    maxLength: 2,
  }),
  env: fc.array(fc.oneof({ weight: 9, arbitrary: envVar }, fc.constant(null)), { maxLength: 4 }),
  volumeMounts: fc.array(mount, { maxLength: 3 }),
  terminationMessagePath: text,
  terminationMessagePolicy: fc.constantFrom('FallbackToLogsOnError', '', null),
  imagePullPolicy: fc.constantFrom('Always', 'Never', '', null),
  securityContext: optional(securityContext),
  stdin: flag,
  stdinOnce: flag,
  tty: flag,
  name: fc.constantFrom('', null),
  image: fc.constantFrom('', null),
  command: fc.constantFrom([], null),
  ports: fc.constantFrom([], null),
  resources: fc.constantFrom({}, null, { limits: {} }, { claims: [] }),
  resizePolicy: fc.constantFrom([], null),
  volumeDevices: fc.constantFrom([], null),
  livenessProbe: fc.constant(null),
  lifecycle: fc.constant(null),
  targetContainerName: text,
};

/** Content of a file of `--custom` that kubectl and a server may take; keys in any case. */
export const customProfile: fc.Arbitrary<object> = fc
  .tuple(object(right), fc.constantFrom('', 'env', 'securityContext', 'args', 'volumeMounts', 'stdin'))
  .map(([custom, key]) =>
    Object.fromEntries(
      Object.entries(custom).map(([name, value]) => [name === key ? name.toUpperCase() : name, value]),
    ),
  );

/** The same with a value of a wrong type somewhere. */
export const mistakenProfile: fc.Arbitrary<object> = fc
  .tuple(customProfile, fc.constantFrom(...Object.keys(right)), mistake)
  .map(([custom, key, value]) => ({ ...custom, [key]: value }));

export const debugFlags = fc.record(
  {
    env: fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C', 'FOO', ''), fc.constantFrom('', '1', '2')), {
      maxLength: 3,
    }),
    profile: fc.constantFrom('legacy', 'general', 'baseline', 'restricted', 'netadmin', 'sysadmin'),
    args: fc.array(word, { maxLength: 2 }),
    stdin: fc.boolean(),
    imagePullPolicy: fc.constantFrom('Always', 'IfNotPresent'),
  },
  { requiredKeys: [] },
);
