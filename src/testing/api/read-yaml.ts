import { type Document, isMap, isScalar, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import type { JsonValue } from '../model/json.js';

/** What a YAML text says, with the keys that it has twice, as Go tells of them; or what is wrong with it. */
export type ReadYaml =
  | { readonly value: JsonValue; readonly repeated: readonly string[] }
  | { readonly problem: string };

/** More than anybody writes, and less than what takes long. */
const mostAliases = 100_000;

/** Only the first document is read. Source: sigs.k8s.io/yaml goyaml.v2 */
export function readYaml(text: string): ReadYaml {
  const lineCounter = new LineCounter();
  const document = parseDocument(text.endsWith('\n') ? text : `${text}\n`, {
    version: '1.1',
    lineCounter,
    uniqueKeys: false,
    merge: true,
    logLevel: 'silent',
    // Go leaves times, and numbers to the base of sixty, as they are written
    customTags: (tags) =>
      tags.filter(
        (tag) => typeof tag === 'object' && tag.format !== 'TIME' && !/timestamp|binary/.test(tag.tag),
      ),
  });
  const errors = document.errors.filter(({ code }) => code !== 'MULTIPLE_DOCS');
  if (errors[0] !== undefined) return { problem: `yaml: ${describeError(errors[0], errors.length)}` };
  try {
    const value = document.toJS({ maxAliasCount: mostAliases }) as JsonValue;
    return { value, repeated: findRepeated(document, lineCounter) };
  } catch (error) {
    const anchor = /^Unresolved alias .*: (.*)$/.exec((error as Error).message)?.[1];
    const problem =
      anchor === undefined ? 'document contains excessive aliasing' : `unknown anchor '${anchor}' referenced`;
    return { problem: `yaml: ${problem}` };
  }
}

/** Source: sigs.k8s.io/yaml goyaml.v2 decode.go setMap */
function findRepeated(document: Document, lineCounter: LineCounter): string[] {
  const found: string[] = [];
  visit(document, {
    Map(_key, map) {
      if (!isMap(map)) return;
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key) || !key.range) continue;
        const { line } = lineCounter.linePos(key.range[0]);
        if (seen.has(key.value))
          found.push(`line ${line}: key ${JSON.stringify(key.value)} already set in map`);
        seen.add(key.value);
      }
    },
  });
  return found;
}

/** The line is that of the parser, which counts from 0, or of the scanner; the first is not told. */
function describeError({ code, message, linePos }: YAMLError, count: number): string {
  const line = linePos?.[0].line ?? 1;
  const parser = (problem: string): string => (line > 1 ? `line ${line - 1}: ${problem}` : problem);
  const scanner = (problem: string, at = line): string => (at > 1 ? `line ${at}: ${problem}` : problem);
  switch (code) {
    case 'TAB_AS_INDENT':
    case 'BAD_SCALAR_START':
      return scanner('found character that cannot start any token');
    case 'BLOCK_AS_IMPLICIT_KEY':
      return scanner('mapping values are not allowed in this context');
    case 'MULTILINE_IMPLICIT_KEY':
      if (count === 1) return scanner('mapping values are not allowed in this context', line + 1);
      break;
    case 'MISSING_CHAR':
      return message.startsWith('Missing closing')
        ? scanner('found unexpected end of stream')
        : scanner("could not find expected ':'", line + 1);
    default:
      if (message.startsWith('Flow map')) return parser("did not find expected ',' or '}'");
      if (message.startsWith('Flow sequence')) return parser("did not find expected ',' or ']'");
  }
  return parser('did not find expected key');
}
