import type { FieldModel, Model } from '../model/model.js';

/** `checkEnvVarShape` for `EnvVar`. */
export function shapeFunction(type: string): string {
  return `check${type}Shape`;
}

/** Whether minors without the field are supported, so that it needs a gate. */
export function isGated(field: FieldModel, model: Model): boolean {
  return field.since > (model.minors[0] ?? 0) || field.until !== undefined;
}
