import type { Model } from '../model/model.js';
import { minorRange } from './availability.js';
import { type GeneratedFile, typescriptFile } from './generated-file.js';
import { quoted } from './type-text.js';

/** The list of minors, for what must not import one of them. */
export function emitMinors(model: Model): GeneratedFile {
  const minors = model.minors.map((minor) => quoted(`1.${minor}`));
  return typescriptFile('facts/minors.ts', `the list of minors, ${minorRange(model.minors)}`, [
    '/** The Kubernetes minors that are supported, oldest first. */',
    `export const minors = [\n${minors.map((minor) => `  ${minor},\n`).join('')}] as const;`,
    '\n/** A Kubernetes minor that is supported. */',
    'export type Minor = (typeof minors)[number];',
    '\n/** The minor that is meant where none is named. */',
    `export const newestMinor = ${minors.at(-1)} satisfies Minor;`,
  ]);
}
