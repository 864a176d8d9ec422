import type { Decisions } from '../decisions/decision.js';
import type { MergedType, MergedTypes } from './merge-minors.js';
import { shortName } from './openapi.js';
import { objectsIn, rootType } from './read-document.js';

/** The types that can be reached through the fields that `pass` lets through, depth first. */
export function reachable(
  merged: MergedTypes,
  pass: (typeName: string, field: string) => boolean,
): readonly MergedType[] {
  const found = new Set<MergedType>();
  const visit = (apiName: string): void => {
    const type = merged.types.get(apiName);
    if (type === undefined || found.has(type)) return;
    found.add(type);
    for (const [name, field] of type.fields) {
      if (pass(shortName(apiName), name)) for (const next of objectsIn(field.type)) visit(next);
    }
  };
  visit(rootType);
  return [...found];
}

export function isForbidden(decisions: Decisions, typeName: string, field: string): boolean {
  return decisions.forbidden.some((decision) => decision.field === `${typeName}.${field}`);
}
