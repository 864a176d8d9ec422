import type {
  Accept,
  AcceptTogether,
  Constructor,
  InUse,
  Namespace,
  Union,
} from '../definitions/definition.js';

/*
 * One model of everything reachable from EphemeralContainer, for all supported minors at once.
 * The documents and the definitions go in; every emitter reads this and nothing else.
 */

/** The second number of a Kubernetes minor: 34 for 1.34. */
export type MinorNumber = number;

/** 34 of `1.34`. */
export function minorOf(minor: string): MinorNumber {
  return Number(minor.slice(2));
}

export interface Model {
  /** All supported minors, oldest first. */
  readonly minors: readonly MinorNumber[];
  /** `EphemeralContainer` first, then in the order of first use, depth first. */
  readonly types: readonly TypeModel[];
}

export interface TypeModel {
  /** The short name: `EnvVar`. */
  readonly name: string;
  /** The key in `components.schemas`: `io.k8s.api.core.v1.EnvVar`. */
  readonly apiName: string;
  /** First minor whose document has it within this closure. */
  readonly since: MinorNumber;
  /** Only reachable through disallowed fields: emitted as published, validated for JSON types only. */
  readonly disallowedOnly: boolean;
  /** Our own words, one or two lines; empty for a disallowed-only type. */
  readonly doc: string;
  readonly fields: readonly FieldModel[];
  readonly union?: Union;
  /** Where the functions go that make values of it. */
  readonly namespace?: Namespace;
  /** The rule that validates a value of it, beyond its structure. */
  readonly rule?: RuleModel;
  /** In which order the server comes to its fields, `.` being the value as a whole. */
  readonly order?: readonly string[];
  /** What the accept-only validator asks of fields together. */
  readonly accept?: AcceptTogether;
  /** The fields that its rule looks at where no Pod is known. */
  readonly ruleReads?: readonly string[];
}

/** A function of src/rules. */
export interface RuleModel {
  readonly module: string;
  readonly name: string;
}

export interface FieldModel {
  readonly name: string;
  /** What the accept-only validator asks of it; it leaves a value with the field to the full one where absent. */
  readonly accept?: Accept;
  readonly type: FieldType;
  /** Required by the API (not: by the published document, where the two differ). */
  readonly required: boolean;
  /** First minor whose document has the field. */
  readonly since: MinorNumber;
  /** Last minor whose document has it, if it is gone. */
  readonly until?: MinorNumber;
  /**
   * First minor in which the server keeps the field, where its feature gate was off by default
   * before: until then it is known, and dropped without a word. `Infinity`: in no minor so far.
   */
  readonly enabledSince?: MinorNumber;
  /**
   * First minor that drops it, where that is later than `since`: `restartPolicy` is kept in 1.28,
   * dropped in 1.34 and kept again from 1.35.
   */
  readonly droppedSince?: MinorNumber;
  /** What the server puts in place of a value that it drops; it removes the field where absent. */
  readonly droppedTo?: unknown;
  /** A parent with nothing else in it is dropped along with the field. */
  readonly droppedWithParent?: boolean;
  /** The feature gate that `enabledSince` is about: `EnvFiles`. */
  readonly gate?: string;
  /** What keeps a gated field in a Pod that had it before; empty where nothing does. */
  readonly inUse?: readonly InUse[];
  /**
   * What `null` and absent are told from. `pointer`: any other value is set, also an empty one.
   * `value`: a zero value (`""`, `false`, `0`, a struct without fields) is as good as absent, and not
   * stored. `list`: `[]` is set, but not stored. Absent inside disallowed-only types.
   */
  readonly go?: 'pointer' | 'value' | 'list';
  /** In a struct that Go's own embeds. */
  readonly embedded?: boolean;
  /** Go writes it also where it is empty. */
  readonly alwaysWritten?: boolean;
  /** Why it cannot be set at all; absent for an allowed field. */
  readonly forbidden?: string;
  /** The values the API takes, where it is an enum; of a list: that its items take. */
  readonly enum?: readonly string[];
  /** The values in the document of a running server, for a field that is not ours to decide. */
  readonly publishedEnum?: readonly string[];
  /** What it asks of a value, in keywords of JSON Schema; the validator has rules instead. */
  readonly format?: { readonly [keyword: string]: string | number };
  /** What the server stores where it is absent. */
  readonly default?: unknown;
  /** Our own words, one or two lines. Absent inside disallowed-only types. */
  readonly doc?: string;
  readonly rule?: RuleModel;
  /** The server names it without the index of the list that its object is in. */
  readonly omitsIndex?: boolean;
  /** The function of its type's namespace that makes a value with this field set. */
  readonly construct?: Constructor;
}

export type FieldType =
  | { readonly kind: 'string' | 'boolean' | 'int32' | 'int64' | 'quantity' | 'intOrString' | 'time' }
  | { readonly kind: 'object'; readonly type: string }
  | {
      readonly kind: 'array';
      readonly item: FieldType;
      readonly listType: 'atomic' | 'map' | 'set';
      readonly mapKeys?: readonly string[];
    }
  | { readonly kind: 'map'; readonly value: FieldType };
