import type { JsonRecord, JsonValue } from '../model/json.js';

/** How a change was sent, which decides how its failures are worded. */
export type ChangeKind = 'put' | 'strategic' | 'merge' | 'json' | 'apply';

/** What a request would make of an object, before any validation. */
export interface Change {
  readonly kind: ChangeKind;
  /** What was sent, decoded. */
  readonly sent: JsonValue;
  readonly object: JsonRecord;
  /** Keys that were sent twice in one object: `spec.containers[0].image`. */
  readonly duplicates: readonly string[];
}

/** The kind of object that a request is about. */
export interface ChangedType {
  /** `Pod` */
  readonly type: string;
  readonly minor: number;
}
