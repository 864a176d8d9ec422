import type { Definitions, TypeDefinition } from '../definitions/definition.js';
import type { MergedField, MergedType, MergedTypes } from './merge-minors.js';
import { shortName } from './openapi.js';
import { reachable } from './reachable.js';
import { objectsIn, rootType } from './read-document.js';

export function definitionOf(definitions: Definitions, type: string): TypeDefinition | undefined {
  return Object.values(definitions).find((definition) => definition.type === type);
}

/** The types that lead from the root without passing a forbidden field. */
export function allowedTypes(merged: MergedTypes, definitions: Definitions): readonly MergedType[] {
  const names = reachable([rootType], (apiName) => {
    const defined = definitionOf(definitions, shortName(apiName))?.fields ?? {};
    const fields = [...(merged.types.get(apiName)?.fields ?? [])];
    const passed = fields.filter(([name]) => defined[name]?.forbidden === undefined);
    return passed.flatMap(([, field]) => objectsIn(field.type));
  });
  return names.flatMap((name) => merged.types.get(name) ?? []);
}

/** The file of a type that is not defined yet: `volume-mount` of `VolumeMount`. */
export function fileOf(type: string): string {
  return type.replace(/([a-z])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3-$2$4').toLowerCase();
}

/** The field that `EnvVar.valueFrom` names. */
export function fieldNamed(merged: MergedTypes, name: string): MergedField | undefined {
  const [type, field = ''] = name.split('.');
  return [...merged.types.values()].find(({ apiName }) => shortName(apiName) === type)?.fields.get(field);
}
