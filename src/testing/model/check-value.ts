/** A value as a message shows it: as JSON, where JSON has it. */
export function describe(value: unknown): string {
  return typeof value === 'bigint' ? `${value}` : (JSON.stringify(value) ?? String(value));
}

/** Throws a TypeError that names the option, unless it is an object; of a list, say so. */
export function requireObject(value: unknown, where: string): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  throw new TypeError(`${where}: ${describe(value)} is not an object`);
}

export function requireList(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new TypeError(`${where}: ${describe(value)} is not a list`);
}

export function requireTexts(value: unknown, where: string): void {
  for (const [index, item] of requireList(value, where).entries()) {
    if (typeof item !== 'string')
      throw new TypeError(`${where}[${index}]: ${describe(item)} is not a string`);
  }
}

/** Throws unless it is a non-empty string. */
export function requireText(value: unknown, where: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new TypeError(`${where}: ${describe(value)} must be a non-empty string`);
}

/** A number that is not negative; `Infinity` is one. */
export function requireAmount(value: unknown, where: string): void {
  if (typeof value === 'number' && value >= 0) return;
  throw new TypeError(`${where}: ${describe(value)} is not a number of 0 or more`);
}
