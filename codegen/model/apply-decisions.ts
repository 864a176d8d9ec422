import type { AllowedType, Decisions } from '../decisions/decision.js';
import { GenerationStop } from '../stop.js';
import { checkDecisions } from './check-decisions.js';
import type { MergedField, MergedType, MergedTypes } from './merge-minors.js';
import type { FieldModel, FieldType, Model, TypeModel } from './model.js';
import { shortName } from './openapi.js';
import { isForbidden, reachable } from './reachable.js';
import { objectsIn, rootType } from './read-document.js';

/**
 * Joins what the documents say with what people decided. Stops, with one sentence each, on every
 * field that nobody decided and every decision that matches nothing.
 */
export function applyDecisions(merged: MergedTypes, decisions: Decisions): Model {
  const problems = checkDecisions(merged, decisions);
  if (problems.length > 0) throw new GenerationStop(problems);
  const allowed = new Set(reachable(merged, (type, field) => !isForbidden(decisions, type, field)));
  const types = new Map(
    [...merged.types.values()].map((type) => [
      shortName(type.apiName),
      typeModel(type, decisions, !allowed.has(type)),
    ]),
  );
  return { minors: merged.minors, types: inOrderOfUse(types) };
}

/** Depth first from the root, fields in the order that was decided for them. */
function inOrderOfUse(types: ReadonlyMap<string, TypeModel>): readonly TypeModel[] {
  const found = new Set<TypeModel>();
  const visit = (name: string): void => {
    const type = types.get(name);
    if (type === undefined || found.has(type)) return;
    found.add(type);
    for (const field of type.fields) for (const next of objectsIn(field.type)) visit(next);
  };
  visit(shortName(rootType));
  return [...found];
}

function typeModel(type: MergedType, decisions: Decisions, disallowedOnly: boolean): TypeModel {
  const name = shortName(type.apiName);
  const decided = disallowedOnly ? undefined : decisions.allowed[name];
  const union = decisions.unions.find((decision) => decision.type === name)?.union;
  return {
    name,
    apiName: type.apiName,
    since: type.since,
    disallowedOnly,
    doc: decided?.doc ?? '',
    fields: fieldOrder(type, decided, decisions).map(([field, merged]) =>
      fieldModel(name, field, merged, decisions, decided),
    ),
    ...(union && { union }),
  };
}

/** In the order of the decisions, allowed fields first; by name in a type that nobody decides. */
function fieldOrder(
  type: MergedType,
  decided: AllowedType | undefined,
  decisions: Decisions,
): readonly [string, MergedField][] {
  const prefix = `${shortName(type.apiName)}.`;
  const order = [
    ...Object.keys(decided?.fields ?? {}).map((name) => prefix + name),
    ...decisions.forbidden.map((decision) => decision.field),
  ];
  const rank = (name: string) => order.indexOf(prefix + name);
  return [...type.fields].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function fieldModel(
  typeName: string,
  name: string,
  merged: MergedField,
  decisions: Decisions,
  decided: AllowedType | undefined,
): FieldModel {
  const field = `${typeName}.${name}`;
  const isThis = (decision: { readonly field: string }) => decision.field === field;
  const forbidden = decisions.forbidden.find(isThis);
  const values = decisions.enums.find(isThis);
  const fallback = decisions.defaults.find(isThis);
  const gate = decisions.gates.find(isThis);
  const format = decisions.formats.find(isThis);
  const doc = forbidden?.doc ?? decided?.fields[name];
  const source = forbidden?.source ?? decided?.source;
  return {
    name,
    type: shortType(merged.type),
    required: merged.required || decisions.required.some(isThis),
    since: merged.since,
    ...(merged.until !== undefined && { until: merged.until }),
    ...(gate && {
      enabledSince: gate.enabledSince === 'not yet' ? Number.POSITIVE_INFINITY : minorOf(gate.enabledSince),
      gate: gate.gate,
      ...(gate.droppedSince !== undefined && { droppedSince: minorOf(gate.droppedSince) }),
      ...(gate.droppedWithParent && { droppedWithParent: true }),
      ...(gate.droppedTo !== undefined && { droppedTo: gate.droppedTo }),
    }),
    ...(forbidden && { forbidden: forbidden.reason }),
    ...(values && { enum: values.values }),
    ...(!values && merged.enum && { publishedEnum: merged.enum }),
    ...(format && { format: format.keywords }),
    ...(fallback && { default: fallback.value }),
    ...(decided && { go: goKind(typeName, name, merged.type, decisions) }),
    ...(doc !== undefined && { doc }),
    ...(source !== undefined && { source }),
  };
}

function goKind(
  typeName: string,
  name: string,
  type: FieldType,
  decisions: Decisions,
): 'pointer' | 'value' | 'list' {
  const pointers = decisions.go.find((decision) => decision.type === typeName)?.pointers;
  if (pointers?.includes(name)) return 'pointer';
  return type.kind === 'array' || type.kind === 'map' ? 'list' : 'value';
}

function shortType(type: FieldType): FieldType {
  if (type.kind === 'object') return { kind: 'object', type: shortName(type.type) };
  if (type.kind === 'array') return { ...type, item: shortType(type.item) };
  if (type.kind === 'map') return { ...type, value: shortType(type.value) };
  return type;
}

/** 34 of `1.34`. */
export function minorOf(minor: string): number {
  return Number(minor.slice(2));
}
