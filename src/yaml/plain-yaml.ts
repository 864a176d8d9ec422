import { isSequenceItem, type Line, readLine } from './plain-yaml-lines.js';
import { matchKey, notPlain, readInline, refuse } from './plain-yaml-values.js';
import type { ParsedDocument } from './text-document.js';
import { documentOf, type Reading, type TextMember, type TextNode } from './text-node.js';

/**
 * Reads the YAML that most files are written in: blocks of mappings and lists, whose scalars and
 * braces end on the line they start on. Undefined for anything else, mistakes included: the parser
 * of all YAML, which takes many times as long, then says what it is.
 */
export function parsePlainYaml(text: string): readonly ParsedDocument[] | undefined {
  // tabs, returns and other breaks have rules of their own
  if (/[^\n\x20-\x7e\xa0-\u2027\u202a-\ufefe\uff00-\uffff]/.test(text)) return undefined;
  try {
    return readDocuments(text);
  } catch (error) {
    if (error === notPlain) return undefined;
    throw error;
  }
}

function readDocuments(text: string): readonly ParsedDocument[] {
  const documents: ParsedDocument[] = [];
  const blocks: Blocks = { text, line: readLine(text, 0) };
  for (let isStart = true; blocks.line !== undefined; isStart = false) {
    if (blocks.line.isMarker) blocks.line = readLine(text, blocks.line.end + 1);
    else if (!isStart) refuse();
    if (blocks.line === undefined || blocks.line.isMarker) continue;
    documents.push(documentOf(readBlock(blocks)));
  }
  return documents;
}

/** A text, and the line that is read next. */
interface Blocks {
  readonly text: string;
  line: Line | undefined;
}

// no object of the API is as deep, and the stack has an end
const deepest = 400;

function readBlock(blocks: Blocks): Reading {
  const { line } = blocks;
  if (line === undefined || line.indent > deepest) return refuse();
  return isSequenceItem(blocks.text, line.start) ? readSequence(blocks, line) : readMapping(blocks, line);
}

function readSequence(blocks: Blocks, { start, indent }: Line): Reading {
  const { text } = blocks;
  const value: unknown[] = [];
  const items: TextNode[] = [];
  for (let line: Line | undefined = blocks.line; line !== undefined; line = blocks.line) {
    if (line.isMarker || line.indent < indent) break;
    if (line.indent > indent) refuse();
    // the next key of the mapping that the list is in
    if (!isSequenceItem(text, line.start)) break;
    const item = readItem(blocks, line);
    value.push(item.value);
    items.push(item.node);
  }
  return { value, node: { start, end: Number.POSITIVE_INFINITY, items } };
}

function readItem(blocks: Blocks, line: Line): Reading {
  const { text } = blocks;
  let start = line.start + 1;
  while (text.charAt(start) === ' ') start++;
  if (start === line.end || text.charAt(start) === '#') refuse();
  const first = { ...line, start, indent: line.indent + start - line.start };
  if (matchKey(text, start) !== undefined) return readMapping(blocks, first);
  const item = readInline(text, start, line.end);
  blocks.line = readLine(text, line.end + 1);
  return item;
}

function readMapping(blocks: Blocks, first: Line): Reading {
  const value: Record<string, unknown> = {};
  const members: TextMember[] = [];
  for (let line: Line | undefined = first; line !== undefined; line = blocks.line) {
    if (line.isMarker || line.indent < first.indent) break;
    const key = line.indent > first.indent ? undefined : matchKey(blocks.text, line.start);
    if (key === undefined) return refuse();
    const member = readValue(blocks, line, key.next);
    value[key.name] = member.value;
    members.push({ key: key.name, name: { start: line.start, end: key.end }, node: member.node });
  }
  return { value, node: { start: first.start, end: Number.POSITIVE_INFINITY, members } };
}

/** What belongs to a key: the rest of its line, or the block beneath it. */
function readValue(blocks: Blocks, { indent, end }: Line, at: number): Reading {
  const { text } = blocks;
  let start = at;
  while (text.charAt(start) === ' ') start++;
  const isEmpty = start >= end || (text.charAt(start) === '#' && start > at);
  const inline = isEmpty ? undefined : readInline(text, start, end);
  const line = readLine(text, end + 1);
  blocks.line = line;
  if (inline !== undefined) return inline;
  if (line !== undefined && !line.isMarker) {
    const isBeneath = line.indent === indent && isSequenceItem(text, line.start);
    if (line.indent > indent || isBeneath) return readBlock(blocks);
  }
  return { value: null, node: { start: at, end: at } };
}
