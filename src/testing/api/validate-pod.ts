import { checkDnsLabel } from '../../rules/names.js';
import type { Finding } from '../../validate/finding.js';
import type { Cause } from '../model/errors.js';
import type { ContainerObject, PodObject } from '../model/objects.js';
import { invalidValue, requireMetadata, validateMetadata } from './validate-metadata.js';

/** Throws the 422 of a new Pod: what no Pod may be without. Most of a Pod is taken as it is. */
export function requirePod(pod: PodObject, minor: number): void {
  requireMetadata('Pod', pod.metadata, minor, checkSpec(pod, minor));
}

/** What is wrong with a Pod, new or changed. */
export function validatePod(pod: PodObject, minor: number): Cause[] {
  return [...validateMetadata('Pod', pod.metadata, minor), ...checkSpec(pod, minor)];
}

function checkSpec({ spec }: PodObject, minor: number): Cause[] {
  const { containers, initContainers = [], restartPolicy, activeDeadlineSeconds } = spec;
  const volumes = new Set(((spec['volumes'] ?? []) as readonly { name: string }[]).map(({ name }) => name));
  const causes = containers.length === 0 ? [required('spec.containers')] : [];
  const names = new Set<string>();
  for (const [field, list] of [
    ['containers', containers],
    ['initContainers', initContainers],
  ] as const) {
    for (const [index, container] of list.entries()) {
      const { name = '', image = '' } = container;
      const where = `spec.${field}[${index}]`;
      const found: Finding[] = [];
      if (name !== '') checkDnsLabel(found, undefined, name, { minor });
      causes.push(
        ...(name === '' ? [required(`${where}.name`)] : []),
        ...found.map(({ reason, message }) => ({ reason, message, field: `${where}.name` })),
        ...(names.has(name) ? [duplicate(`${where}.name`, name)] : []),
        ...(image === '' ? [required(`${where}.image`)] : []),
        ...checkMounts(container, volumes, where),
      );
      names.add(name);
    }
  }
  const policies = ['Always', 'OnFailure', 'Never'];
  if (!policies.includes(String(restartPolicy))) {
    const supported = policies.map((policy) => JSON.stringify(policy)).join(', ');
    const message = `Unsupported value: ${JSON.stringify(restartPolicy)}: supported values: ${supported}`;
    causes.push({ reason: 'FieldValueNotSupported', message, field: 'spec.restartPolicy' });
  }
  if (activeDeadlineSeconds !== undefined) causes.push(...checkDeadline(Number(activeDeadlineSeconds)));
  return causes;
}

/** Source: kubernetes v1.37 pkg/apis/core/validation/validation.go ValidateVolumeMounts, ValidateVolumeDevices */
function checkMounts(container: ContainerObject, volumes: ReadonlySet<string>, where: string): Cause[] {
  const mounts = (container['volumeMounts'] ?? []) as readonly { name?: string; mountPath?: string }[];
  const devices = (container['volumeDevices'] ?? []) as readonly { name?: string }[];
  const paths = new Set<string>();
  const causes = mounts.flatMap(({ name = '', mountPath = '' }, index) => {
    const mount = `${where}.volumeMounts[${index}]`;
    const isTaken = paths.has(mountPath);
    paths.add(mountPath);
    return [
      ...(name === '' ? [required(`${mount}.name`)] : []),
      ...(volumes.has(name) ? [] : [notFound(`${mount}.name`, name)]),
      ...(mountPath === '' ? [required(`${mount}.mountPath`)] : []),
      ...(isTaken ? [invalidValue(`${mount}.mountPath`, mountPath, 'must be unique')] : []),
    ];
  });
  const lost = devices.flatMap(({ name = '' }, index) =>
    volumes.has(name) ? [] : [notFound(`${where}.volumeDevices[${index}].name`, name)],
  );
  return [...causes, ...lost];
}

function checkDeadline(seconds: number): Cause[] {
  if (seconds >= 1 && seconds <= longestDeadline) return [];
  return [
    invalidValue(
      'spec.activeDeadlineSeconds',
      seconds,
      `must be between 1 and ${longestDeadline}, inclusive`,
    ),
  ];
}

export const longestDeadline = 2 ** 31 - 1;

function required(field: string, detail = ''): Cause {
  return { reason: 'FieldValueRequired', message: `Required value${detail}`, field };
}

function duplicate(field: string, value: string): Cause {
  return { reason: 'FieldValueDuplicate', message: `Duplicate value: ${JSON.stringify(value)}`, field };
}

function notFound(field: string, value: string): Cause {
  return { reason: 'FieldValueNotFound', message: `Not found: ${JSON.stringify(value)}`, field };
}
