import type { ApiObject, PodObject } from '../model/objects.js';
import { describeAge } from './human-duration.js';
import { podCells } from './pod-row.js';

/** What a client shows of objects without knowing them. */
export interface Table {
  readonly kind: 'Table';
  readonly apiVersion: string;
  readonly metadata: object;
  readonly columnDefinitions: readonly object[];
  readonly rows: readonly object[];
}

interface Column {
  readonly name: string;
  readonly wide?: boolean;
  readonly format?: 'name';
}

interface Printer {
  readonly columns: readonly Column[];
  readonly cells: (object: ApiObject, now: Date) => (string | number)[];
}

const printers: Readonly<Record<string, Printer>> = {
  Pod: {
    columns: [
      { name: 'Name', format: 'name' },
      ...['Ready', 'Status', 'Restarts', 'Age'].map((name) => ({ name })),
      ...['IP', 'Node', 'Nominated Node', 'Readiness Gates'].map((name) => ({ name, wide: true })),
    ],
    cells: (object, now) => podCells(object as PodObject, now),
  },
  Namespace: {
    columns: [{ name: 'Name', format: 'name' }, { name: 'Status' }, { name: 'Age' }],
    cells: ({ metadata, status }, now) => [
      metadata.name,
      String((status as { phase?: string } | undefined)?.phase ?? ''),
      describeAge(metadata.creationTimestamp, now),
    ],
  },
  Event: {
    columns: [
      ...['Last Seen', 'Type', 'Reason', 'Object'].map((name) => ({ name })),
      ...['Subobject', 'Source'].map((name) => ({ name, wide: true })),
      { name: 'Message' },
      ...['First Seen', 'Count'].map((name) => ({ name, wide: true })),
      { name: 'Name', wide: true, format: 'name' },
    ],
    cells: eventCells,
  },
};

/**
 * Objects of one kind as a table, in the order of its columns.
 *
 * Source: kubernetes v1.37 pkg/printers/internalversion/printers.go AddHandlers
 */
export function toTable(
  kind: string,
  objects: readonly ApiObject[],
  metadata: object,
  { apiVersion, includeObject }: { readonly apiVersion: string; readonly includeObject: string },
): Table {
  const { columns, cells } = printers[kind] ?? { columns: [], cells: () => [] };
  const now = new Date();
  return {
    kind: 'Table',
    apiVersion,
    metadata,
    columnDefinitions: columns.map(({ name, wide, format = '' }) => ({
      name,
      type: 'string',
      format,
      description: '',
      priority: wide === true ? 1 : 0,
    })),
    rows: objects.map((object) => ({
      cells: cells(object, now),
      ...(conditionsOf(object) ?? {}),
      object: rowObject(object, apiVersion, includeObject),
    })),
  };
}

/** The metadata of an object and nothing else of it. */
export function toPartialMetadata({ metadata }: ApiObject, apiVersion: string): object {
  return { kind: 'PartialObjectMetadata', apiVersion, metadata };
}

function rowObject(object: ApiObject, apiVersion: string, includeObject: string): object | null {
  if (includeObject === 'None') return null;
  return includeObject === 'Object' ? object : toPartialMetadata(object, apiVersion);
}

function conditionsOf({ kind, status }: ApiObject): object | undefined {
  const phase = kind === 'Pod' ? (status as { phase?: string }).phase : undefined;
  if (phase !== 'Succeeded' && phase !== 'Failed') return undefined;
  const message = `The pod ${phase === 'Failed' ? 'failed.' : 'has completed successfully.'}`;
  return { conditions: [{ type: 'Completed', status: 'True', reason: phase, message }] };
}

function eventCells(event: ApiObject, now: Date): (string | number)[] {
  const {
    kind = '',
    name = '',
    fieldPath = '',
  } = event['involvedObject'] as Readonly<Record<string, string>>;
  const { component, host } = (event['source'] ?? {}) as Readonly<Record<string, string>>;
  const first = describeAge(event['firstTimestamp'] ?? event['eventTime'], now);
  const last = event['lastTimestamp'] == null ? first : describeAge(event['lastTimestamp'], now);
  const instance = host || String(event['reportingInstance'] ?? '');
  const source = component || String(event['reportingComponent'] ?? '');
  return [
    last,
    String(event['type'] ?? ''),
    String(event['reason'] ?? ''),
    name === '' ? kind.toLowerCase() : `${kind.toLowerCase()}/${name}`,
    fieldPath,
    instance === '' ? source : `${source}, ${instance}`,
    String(event['message'] ?? '').trim(),
    first,
    Number(event['count'] || 1),
    event.metadata.name,
  ];
}
