/** Under `exactOptionalPropertyTypes`, what has not been through `dropUndefined` yet. */
type OrUndefined<Value> = { [Key in keyof Value]: Value[Key] | undefined };

/**
 * A copy without members that are `undefined`, at any depth, so that its JSON is what was typed.
 * Values that are not plain data stay as they are.
 */
export function dropUndefined<Value extends object>(value: OrUndefined<Value>): Value {
  return copy(value) as Value;
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  // An assignment would set the prototype for a member called `__proto__`.
  return Object.fromEntries(members.map(([name, member]) => [name, copy(member)]));
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
