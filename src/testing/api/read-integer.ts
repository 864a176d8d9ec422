import { badRequest } from '../model/errors.js';

/** A number of a query as Go reads it; throws 400 for what is none. A parameter that is empty is one that is there. */
export function readInteger(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^[+-]?[0-9]+$/.test(text)) throw unreadable(text, 'invalid syntax');
  const value = BigInt(text.replace('+', ''));
  if (value >= 2n ** 63n || value < -(2n ** 63n)) throw unreadable(text, 'value out of range');
  return Number(value);
}

function unreadable(text: string, problem: string): Error {
  return badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: ${problem}`);
}
