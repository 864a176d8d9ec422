import type { Model } from '../model/model.js';
import { distinctShapes, type Shape } from './availability.js';
import { boundBuilders } from './bound-builders.js';
import type { BoundFunction } from './bound-function.js';
import { boundValidators } from './bound-validators.js';
import { type GeneratedFile, importStatement, typescriptFile } from './generated-file.js';

const boundFunctions = [...boundValidators, ...boundBuilders];

/** The entry of each minor: the types and builders of its shape, and functions bound to it. */
export function emitMinorEntries(model: Model): readonly GeneratedFile[] {
  return distinctShapes(model).flatMap((shape) =>
    shape.minors.map((minor) => emitMinorEntry(`1.${minor}`, shape)),
  );
}

function emitMinorEntry(minor: string, shape: Shape): GeneratedFile {
  return typescriptFile(`v${minor}/index.ts`, `the model of Kubernetes ${minor}`, [
    ...emitImports(shape),
    `\nexport * from '../builders/v1.${shape.minor}.js';`,
    `export type * from '../shapes/v1.${shape.minor}.js';`,
    "export * from '../../src/shared.js';",
    `\nconst binding: MinorBinding = {
  minor: ${minor.slice(2)},
  checkStructure: checkEphemeralContainerStructure,
  checkList: checkContainerList,
  order: serverOrder,
  store: storeEphemeralContainer,
};`,
    ...boundFunctions.map(({ code }) => code.replaceAll('1.NN', minor)),
  ]);
}

/** What all functions need together, each module once, in the order of their paths. */
function emitImports(shape: Shape): readonly string[] {
  const values = collect('imports', {
    [`generated/builders/v1.${shape.minor}`]: ['ephemeralContainer', 'volumeDevice', 'volumeMount'],
    'generated/store': ['storeEphemeralContainer'],
    'generated/structure': ['checkEphemeralContainerStructure', 'serverOrder'],
    'src/rules/container-list': ['checkContainerList'],
  });
  const types = collect('typeImports', {
    [`generated/shapes/v1.${shape.minor}`]: ['EphemeralContainer'],
    'src/validate/minor-binding': ['MinorBinding'],
  });
  const lines = [
    ...[...values].map(([module, names]) => ({ module, names, kind: 'import' as const })),
    ...[...types].map(([module, names]) => ({ module, names, kind: 'import type' as const })),
  ];
  return lines
    .sort((a, b) => (a.module < b.module ? -1 : a.module > b.module ? 1 : 0))
    .map(({ module, names, kind }) => importStatement([...names].sort(), relative(module), kind));
}

function collect(
  kind: 'imports' | 'typeImports',
  own: BoundFunction['imports'],
): ReadonlyMap<string, ReadonlySet<string>> {
  const modules = new Map<string, Set<string>>();
  for (const imports of [own, ...boundFunctions.map((bound) => bound[kind])]) {
    for (const [module, names] of Object.entries(imports)) {
      modules.set(module, new Set([...(modules.get(module) ?? []), ...names]));
    }
  }
  return modules;
}

/** From generated/v1.NN/index.ts. */
function relative(module: string): string {
  return module.startsWith('generated/')
    ? `../${module.slice('generated/'.length)}.js`
    : `../../${module}.js`;
}
