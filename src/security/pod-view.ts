import { isObject, type JsonObject } from '../core/json.js';

const nothing: JsonObject = /*@__PURE__*/ Object.freeze({});

/** The parts of a Pod that checks look at, defaulted as the API server stores them. */
export interface PodView {
  readonly annotations: JsonObject;
  readonly spec: JsonObject;
  readonly securityContext: JsonObject;
  /** Init, regular and ephemeral ones, in this order. */
  readonly containers: readonly ContainerView[];
}

export interface ContainerView {
  readonly name: string;
  readonly fields: JsonObject;
  readonly securityContext: JsonObject;
  readonly hostPorts: readonly number[];
}

/**
 * Reads a Pod that may be any JSON; a value of the wrong type counts as absent.
 *
 * Source: kubernetes v1.37 pod-security-admission policy/visitor.go visitContainers
 */
export function viewPod(pod: unknown): PodView {
  const spec = object(member(pod, 'spec')) ?? nothing;
  const view = (container: unknown) => viewContainer(container, spec['hostNetwork'] === true);
  return {
    annotations: object(member(member(pod, 'metadata'), 'annotations')) ?? nothing,
    spec,
    securityContext: object(spec['securityContext']) ?? nothing,
    containers: [
      ...list(spec['initContainers']).map(view),
      ...list(spec['containers']).map(view),
      ...list(spec['ephemeralContainers']).map(viewEphemeral),
    ],
  };
}

function viewEphemeral(container: unknown): ContainerView {
  return viewContainer(container, false);
}

function viewContainer(container: unknown, hostNetwork: boolean): ContainerView {
  // a list item that is not an object is evaluated like null: as a container without fields
  const fields = object(container) ?? nothing;
  return {
    name: text(fields['name']),
    fields,
    securityContext: object(fields['securityContext']) ?? nothing,
    hostPorts: list(fields['ports'])
      .map((port) => hostPort(port, hostNetwork))
      .filter((port) => port !== 0),
  };
}

/** Source: kubernetes v1.37 pkg/apis/core/v1/defaults.go defaultHostNetworkPorts */
function hostPort(port: unknown, hostNetwork: boolean): number {
  const given = int32(member(port, 'hostPort'));
  return given === 0 && hostNetwork ? int32(member(port, 'containerPort')) : given;
}

/** The value if it is a JSON object. */
export function object(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

/** A field of what may not be an object. */
export function member(value: unknown, key: string): unknown {
  return object(value)?.[key];
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? Array.from(value as unknown[]) : [];
}

/** A string, or the empty one that an absent field decodes to. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function int32(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? value : 0;
}
