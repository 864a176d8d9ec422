import type { FieldModel, Model, TypeModel } from '../model/model.js';

/** `checkEnvVarStructure` for `EnvVar`. */
export function structureFunction(type: string): string {
  return `check${type}Structure`;
}

/** The function that checks a value of a type. */
export function checkFunction(type: string, model: Model): string {
  const found = model.types.find(({ name }) => name === type);
  return found !== undefined && isTabled(found) ? `byTable(disallowed, '${type}')` : structureFunction(type);
}

/**
 * Whether a type is validated by a table instead of a function of its own: one of which nothing but JSON
 * types is asked, and which is only met in what is disallowed anyway. That is a third of the types.
 */
export function isTabled(type: TypeModel): boolean {
  const isPlain = (field: FieldModel): boolean =>
    field.enabledSince === undefined && field.until === undefined && field.rule === undefined;
  return type.disallowedOnly && type.rule === undefined && type.fields.every(isPlain);
}

/** Whether minors without the field are supported, so that it needs a gate. */
export function isGated(field: FieldModel, model: Model): boolean {
  return field.since > (model.minors[0] ?? 0) || field.until !== undefined;
}
