import type { ScalarTag } from 'yaml';

const prefix = 'tag:yaml.org,2002:';

/**
 * How plain words in YAML become JSON on their way to the API server: the rules of YAML 1.1 as
 * kubectl's parser has them, so `yes` is a boolean, `010` is 8 and a date stays a string.
 *
 * Source: sigs.k8s.io/yaml v1.6.0 goyaml.v2/resolve.go resolve
 */
export const kubectlTags: ScalarTag[] = [
  {
    tag: `${prefix}null`,
    default: true,
    identify: (value) => value === null,
    test: /^(?:~|null|Null|NULL)?$/,
    resolve: () => null,
  },
  {
    tag: `${prefix}bool`,
    default: true,
    identify: (value) => typeof value === 'boolean',
    test: /^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON|n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/,
    resolve: (text) => /^(?:y|yes|true|on)$/i.test(text),
  },
  {
    tag: `${prefix}int`,
    default: true,
    identify: (value) => Number.isInteger(value),
    test: /^[-+]?(?:0[xX][0-9a-fA-F_]*[0-9a-fA-F]_*|0[bB][01_]*[01]_*|0[oO][0-7_]*[0-7]_*|[0-9][0-9_]*)$/,
    resolve: readInteger,
  },
  {
    tag: `${prefix}float`,
    default: true,
    identify: (value) => typeof value === 'number',
    test: /^[-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$/,
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
    resolve: (text) => Buffer.from(text, 'base64').toString('utf8'),
  },
];

function readInteger(text: string): number {
  const digits = text.replaceAll('_', '').replace(/^[-+]/, '');
  // a leading zero means octal, unless a digit says otherwise: `010` is 8, `09` is 9
  const size = Number(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return text.startsWith('-') ? 0 - size : size;
}

function readFloat(text: string): number | string {
  const number = Number(text.replaceAll('_', ''));
  return Number.isFinite(number) ? number : text;
}
