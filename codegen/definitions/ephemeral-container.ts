import { define, forbidden } from './definition.js';
import { dnsLabel, trimmed } from './formats.js';

const reason = 'cannot be set for an Ephemeral Container';
const validation = 'kubernetes v1.37 pkg/apis/core/validation/validation.go';
const defaulting = 'kubernetes v1.37 pkg/apis/core/v1/defaults.go SetDefaults_Container';
const drop = 'kubernetes v1.37 pkg/api/pod/util.go';

export const ephemeralContainer = define('EphemeralContainer', {
  source: [
    `${validation} allowedEphemeralContainerFields`,
    'k8s.io/api v0.37 core/v1/types.go EphemeralContainerCommon',
  ],
  doc: 'A container that is added to a running Pod to look into it. It is never restarted, changed or removed.',
  rule: 'container#checkContainer',
  ruleReads: ['name', 'image', 'volumeMounts', 'volumeDevices'],
  order: [
    'name',
    'image',
    'terminationMessagePolicy',
    'ports',
    'env',
    'envFrom',
    'volumeMounts',
    'volumeDevices',
    'imagePullPolicy',
    'resources',
    'resizePolicy',
    'restartPolicy',
    'restartPolicyRules',
    'securityContext',
    'livenessProbe',
    'readinessProbe',
    'startupProbe',
    'lifecycle',
  ],
  fields: {
    name: {
      accept: 'isDnsLabel',
      doc: 'A DNS label that no other container of the Pod has, ephemeral ones of the past included.',
      source: `${validation} validateContainerCommon`,
      format: dnsLabel,
    },
    image: {
      accept: 'isTrimmed',
      doc: 'The image to run. Unlike in a workload template, it must be given.',
      source: `${validation} validateContainerCommon`,
      required: true,
      format: trimmed,
    },
    command: {
      accept: true,
      doc: 'Replaces the entry point of the image. `$(NAME)` is expanded from `env`.',
    },
    args: { accept: true, doc: 'Replaces the arguments of the image. `$(NAME)` is expanded from `env`.' },
    workingDir: {
      accept: true,
      doc: 'Where the command starts; the working directory of the image if absent.',
    },
    targetContainerName: {
      accept: true,
      doc: "Runs in the process namespace of this container or init container of the Pod, to see that one's processes.",
    },
    stdin: { accept: true, doc: 'Keeps standard input open, so that a client can attach to it.' },
    stdinOnce: { accept: true, doc: 'Closes standard input for good when the first attached client leaves.' },
    tty: { accept: true, doc: 'Gives the container a terminal. Needs `stdin` to be of use.' },
    env: {
      accept: true,
      doc: 'Environment variables, in order: a later one may refer to an earlier one. They win over `envFrom`.',
    },
    envFrom: {
      doc: 'Whole ConfigMaps and Secrets as environment variables. The last one wins.',
    },
    volumeMounts: {
      accept: 'areMountedApart',
      doc: "Mounts of the Pod's volumes. Whole volumes only: no `subPath`.",
    },
    volumeDevices: { doc: "Block devices, of the Pod's volumes with `volumeMode: Block`." },
    securityContext: {
      accept: true,
      doc: 'User, privileges and confinement. Wins over what the Pod says.',
      go: 'pointer',
    },
    imagePullPolicy: {
      accept: true,
      doc: 'When to pull the image: by default `Always` for the tag `latest` or none, else `IfNotPresent`.',
      source: `${validation} supportedPullPolicies`,
      enum: ['Always', 'IfNotPresent', 'Never'],
    },
    terminationMessagePath: {
      accept: true,
      doc: 'The file whose content becomes the termination message.',
      source: defaulting,
      default: '/dev/termination-log',
    },
    terminationMessagePolicy: {
      accept: true,
      doc: 'Where the termination message comes from.',
      source: [`${validation} validateContainerCommon`, defaulting],
      enum: ['File', 'FallbackToLogsOnError'],
      default: 'File',
    },
    ports: forbidden(
      reason,
      'An ephemeral container serves nobody, so it has no ports. Use `kubectl port-forward` to reach what it runs.',
    ),
    resources: forbidden(
      reason,
      'What a Pod may use was settled when it was scheduled, so an ephemeral container asks for nothing.',
      {
        source:
          'k8s.io/api v0.37 core/v1/types.go EphemeralContainerCommon (a struct by value is always written)',
        default: {},
      },
    ),
    resizePolicy: forbidden(
      reason,
      'An ephemeral container has no resources, so there is nothing to resize.',
      {
        gate: {
          name: 'InPlacePodVerticalScaling',
          enabled: '1.33',
          keptIfInUse: true,
          source: `${drop} dropDisabledFields`,
        },
        rule: 'resize-policy#checkResizePolicies',
      },
    ),
    restartPolicy: forbidden(reason, 'An ephemeral container is never restarted.', {
      gate: {
        name: 'ContainerRestartRules',
        droppedSince: '1.34',
        enabled: '1.35',
        keptIfInUse: [{ field: 'restartPolicyRules' }],
        source: `${drop} dropContainerRestartRules`,
      },
      go: 'pointer',
    }),
    restartPolicyRules: forbidden(reason, 'An ephemeral container is never restarted.', {
      gate: {
        name: 'ContainerRestartRules',
        enabled: '1.35',
        keptIfInUse: true,
        source: `${drop} dropContainerRestartRules`,
      },
    }),
    livenessProbe: forbidden(reason, 'An ephemeral container is not probed: it is never restarted.', {
      go: 'pointer',
    }),
    readinessProbe: forbidden(
      reason,
      'An ephemeral container is not probed: it has no part in the readiness of the Pod.',
      { go: 'pointer' },
    ),
    startupProbe: forbidden(reason, 'An ephemeral container is not probed: nothing waits for it to start.', {
      go: 'pointer',
    }),
    lifecycle: forbidden(reason, 'An ephemeral container has no hooks. Do it in `command`.', {
      go: 'pointer',
    }),
  },
});
