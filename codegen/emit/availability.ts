import type { FieldModel, MinorNumber, Model, TypeModel } from '../model/model.js';
import { reachable } from '../model/reachable.js';

/** Why a field cannot be used in a minor, for a reader; `undefined` if it can. */
export function unavailable(field: FieldModel, minor: MinorNumber): string | undefined {
  if (field.forbidden !== undefined) return field.forbidden;
  if (field.until !== undefined && minor > field.until) return `gone after Kubernetes 1.${field.until}`;
  if (field.enabledSince === Number.POSITIVE_INFINITY) {
    return `requires the feature gate ${field.gate}, which no release has on by default`;
  }
  const since = keptSince(field);
  return minor < since ? `requires Kubernetes 1.${since} or later` : undefined;
}

/** The first minor that keeps what one sets, if not always as one sets it (`droppedTo`). */
export function keptSince(field: FieldModel): MinorNumber {
  return field.droppedTo === undefined ? Math.max(field.since, field.enabledSince ?? 0) : field.since;
}

/** What a minor does with a field that is set. */
export type Handling = 'unknown' | 'dropped' | 'kept';

export function handling(field: FieldModel, minor: MinorNumber): Handling {
  if (minor < field.since || minor > (field.until ?? minor)) return 'unknown';
  const dropped = minor >= (field.droppedSince ?? field.since) && minor < (field.enabledSince ?? 0);
  return dropped ? 'dropped' : 'kept';
}

/** One narrowed shape, and the consecutive minors that share it. */
export interface Shape {
  /** The first minor that has it; names its file. */
  readonly minor: MinorNumber;
  readonly minors: readonly MinorNumber[];
  /** The types that can be used in it. */
  readonly types: readonly TypeModel[];
}

/** The distinct shapes, oldest first: most minors change nothing that a user can write. */
export function distinctShapes(model: Model): readonly Shape[] {
  const shapes: { minor: MinorNumber; minors: MinorNumber[]; key: string }[] = [];
  for (const minor of model.minors) {
    const key = shapeKey(model, minor);
    const last = shapes.at(-1);
    if (last?.key === key) last.minors.push(minor);
    else shapes.push({ minor, minors: [minor], key });
  }
  return shapes.map(({ minor, minors }) => ({ minor, minors, types: usableTypes(model, minor) }));
}

function shapeKey(model: Model, minor: MinorNumber): string {
  const states = model.types
    .filter((type) => !type.disallowedOnly)
    .flatMap((type) => type.fields.map((field) => unavailable(field, Math.max(minor, type.since)) ?? ''));
  return JSON.stringify([usableTypes(model, minor).map((type) => type.name), states]);
}

/** Types that are reachable through fields that can be used, in the order of the model. */
function usableTypes(model: Model, minor: MinorNumber): readonly TypeModel[] {
  const usable = reachable([model.types[0]?.name ?? ''], (name) => {
    const fields = typeOf(model, name)?.fields ?? [];
    const passed = fields.filter((field) => unavailable(field, minor) === undefined);
    return passed.flatMap((field) => objectName(field.type) ?? []);
  });
  return model.types.filter((type) => usable.includes(type.name));
}

export function typeOf(model: Model | undefined, name: string | undefined): TypeModel | undefined {
  return model?.types.find((type) => type.name === name);
}

/** The one object type that a field's type mentions, if any. */
export function objectName(type: FieldModel['type']): string | undefined {
  if (type.kind === 'object') return type.type;
  if (type.kind === 'array') return objectName(type.item);
  if (type.kind === 'map') return objectName(type.value);
  return undefined;
}

/** `1.25 to 1.29`, or `1.30` alone. */
export function minorRange(minors: readonly MinorNumber[]): string {
  const [first] = minors;
  const last = minors.at(-1);
  return first === last ? `1.${first}` : `1.${first} to 1.${last}`;
}
