import { createRequire } from 'node:module';

/*
 * The packages that bring a TypeScript compiler. They are required, not imported: for an import Node
 * first searches the nine megabytes of a compiler for the names that it exports.
 */
const require = createRequire(import.meta.url);

export const { IndentationText, NewLineKind, Project, QuoteKind, StructureKind, VariableDeclarationKind } =
  require('ts-morph') as typeof import('ts-morph');

export const { astToString, resolveRef, scanDiscriminators, transformSchema } =
  require('openapi-typescript') as typeof import('openapi-typescript');
