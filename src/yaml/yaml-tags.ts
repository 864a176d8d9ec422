import type { ScalarTag } from 'yaml';
import {
  isBoolean,
  isFloat,
  isInteger,
  isNull,
  readBoolean,
  readExactInteger,
  readFloat,
  readInteger,
} from './yaml-scalar.js';

const prefix = 'tag:yaml.org,2002:';

/** The rules of `yaml-scalar.ts` as the parser takes them. */
export function listTags(readNumber: (text: string) => unknown): ScalarTag[] {
  return [
    {
      tag: `${prefix}null`,
      default: true,
      identify: (value) => value === null,
      test: isNull,
      resolve: () => null,
    },
    {
      tag: `${prefix}bool`,
      default: true,
      identify: (value) => typeof value === 'boolean',
      test: isBoolean,
      resolve: readBoolean,
    },
    {
      tag: `${prefix}int`,
      default: true,
      identify: (value) => Number.isInteger(value),
      test: isInteger,
      resolve: readNumber,
    },
    {
      tag: `${prefix}float`,
      default: true,
      identify: (value) => typeof value === 'number',
      test: isFloat,
      resolve: readFloat,
    },
    {
      tag: `${prefix}float`,
      default: true,
      identify: () => false,
      test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
      resolve: (text, onError) => {
        onError(`${text} has no JSON form; quote it if it is meant as text`);
        return text;
      },
    },
    {
      tag: `${prefix}binary`,
      identify: () => false,
      resolve: readBinary,
    },
  ];
}

export const kubectlTags: ScalarTag[] = listTags(readInteger);

/** The same, but integers that a number cannot hold keep their digits, as a bigint. */
export const exactTags: ScalarTag[] = listTags(readExactInteger);

// of every browser, and of Node
declare const atob: (base64: string) => string;
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

function readBinary(base64: string, onError: (message: string) => void): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)));
  } catch {
    onError('!!binary value contains invalid base64 data');
    return base64;
  }
}
