import type { Definitions, FieldDefinition, Gate, InUse, TypeDefinition } from '../definitions/definition.js';
import { GenerationError } from '../generation-error.js';
import { checkDefinitions } from './check-definitions.js';
import { allowedTypes, definitionOf } from './find-definition.js';
import type { MergedField, MergedType, MergedTypes } from './merge-minors.js';
import {
  type FieldModel,
  type FieldType,
  type Model,
  minorOf,
  type RuleModel,
  type TypeModel,
} from './model.js';
import { shortName } from './openapi.js';
import { reachable } from './reachable.js';
import { objectsIn, rootType } from './read-document.js';

/**
 * Joins what the documents say with what people defined. Stops, with one sentence each, on every
 * field that nobody decided and everything defined that matches nothing.
 */
export function applyDefinitions(merged: MergedTypes, definitions: Definitions): Model {
  const problems = checkDefinitions(merged, definitions);
  if (problems.length > 0) throw new GenerationError(problems);
  const allowed = new Set(allowedTypes(merged, definitions));
  const types = new Map(
    [...merged.types.values()].map((type) => {
      const name = shortName(type.apiName);
      return [name, typeModel(type, definitionOf(definitions, name), !allowed.has(type))];
    }),
  );
  // depth first from the root, fields in the order in which they are defined
  const order = reachable([shortName(rootType)], (name) => {
    const fields = types.get(name)?.fields ?? [];
    return fields.flatMap((field) => objectsIn(field.type));
  });
  return { minors: merged.minors, types: order.flatMap((name) => types.get(name) ?? []) };
}

function typeModel(
  type: MergedType,
  definition: TypeDefinition | undefined,
  disallowedOnly: boolean,
): TypeModel {
  const order = disallowedOnly ? [] : Object.keys(definition?.fields ?? {});
  const fields = [...type.fields].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b) || (a < b ? -1 : 1));
  return {
    name: shortName(type.apiName),
    apiName: type.apiName,
    since: type.since,
    disallowedOnly,
    doc: definition?.doc ?? '',
    fields: fields.map(([name, field]) =>
      fieldModel(name, field, withAccept(definition, name), disallowedOnly),
    ),
    ...(definition?.union && { union: definition.union }),
    ...(definition?.namespace && { namespace: definition.namespace }),
    ...(definition?.rule !== undefined && { rule: ruleModel(definition.rule) }),
    ...(definition?.order !== undefined && { order: definition.order }),
    ...(definition?.accept && { accept: definition.accept }),
    ...(definition?.ruleReads && { ruleReads: definition.ruleReads }),
  };
}

/** Where a type has no rule, none looks at its fields. */
function withAccept(definition: TypeDefinition | undefined, name: string): FieldDefinition | undefined {
  const field = definition?.fields[name];
  if (field === undefined || definition?.rule !== undefined) return field;
  return { accept: true, ...field };
}

function fieldModel(
  name: string,
  merged: MergedField,
  definition: FieldDefinition = {},
  disallowedOnly: boolean,
): FieldModel {
  const {
    doc,
    forbidden,
    required,
    enum: values,
    format,
    default: fallback,
    gate,
    rule,
    construct,
  } = definition;
  return {
    name,
    ...(definition.accept !== undefined && { accept: definition.accept }),
    type: shortType(merged.type),
    required: merged.required || required === true,
    since: merged.since,
    ...(merged.until !== undefined && { until: merged.until }),
    ...(gate && gateModel(gate)),
    ...(forbidden !== undefined && { forbidden }),
    ...(values && { enum: values }),
    ...(!values && merged.enum && { publishedEnum: merged.enum }),
    ...(format && { format }),
    ...(fallback !== undefined && { default: fallback }),
    ...(!disallowedOnly && { go: goKind(definition, merged.type) }),
    ...(definition.go === 'embedded' && { embedded: true }),
    // what Go may leave out, the documents call optional
    ...(merged.required && { alwaysWritten: true }),
    ...(doc !== undefined && { doc }),
    ...(rule !== undefined && { rule: ruleModel(rule) }),
    ...(definition.omitsIndex && { omitsIndex: true }),
    ...(construct && { construct }),
  };
}

function gateModel(gate: Gate): Partial<FieldModel> {
  return {
    gate: gate.name,
    enabledSince: gate.enabled === 'not yet' ? Number.POSITIVE_INFINITY : minorOf(gate.enabled),
    inUse: listUses(gate.keptIfInUse),
    ...(gate.droppedSince !== undefined && { droppedSince: minorOf(gate.droppedSince) }),
    ...(gate.droppedWithParent && { droppedWithParent: true }),
    ...(gate.droppedTo !== undefined && { droppedTo: gate.droppedTo }),
  };
}

/** Any value in any container, where it does not say which. */
function listUses(kept: Gate['keptIfInUse']): readonly InUse[] {
  if (typeof kept !== 'boolean') return kept;
  return kept ? [{}] : [];
}

function goKind({ go }: FieldDefinition, type: FieldType): NonNullable<FieldModel['go']> {
  if (go === 'pointer') return go;
  return type.kind === 'array' || type.kind === 'map' ? 'list' : 'value';
}

function ruleModel(rule: string): RuleModel {
  const [module = '', name = ''] = rule.split('#');
  return { module, name };
}

function shortType(type: FieldType): FieldType {
  if (type.kind === 'object') return { kind: 'object', type: shortName(type.type) };
  if (type.kind === 'array') return { ...type, item: shortType(type.item) };
  if (type.kind === 'map') return { ...type, value: shortType(type.value) };
  return type;
}
