/** Where a fact can be looked up: `kubernetes v1.37 pkg/… function`. */
export type Source = string | readonly string[];

/**
 * What is known of an API type beyond what the OpenAPI documents say. Every type that an ephemeral
 * container can use is defined, with all of its fields; whatever matches nothing in the documents of
 * the supported minors stops generation.
 */
export interface TypeDefinition {
  /** As the API names it: `VolumeMount`. */
  readonly type: string;
  readonly source: Source;
  /** In our own words, one or two lines, as all documentation here. Absent in a disallowed type. */
  readonly doc?: string;
  /** The rule that validates a value of the type: `module#function` in src/rules. */
  readonly rule?: string;
  /** Which fields exclude each other. The documents only know the discriminated ones, and must agree. */
  readonly union?: Union;
  /** Where the functions go that make values of the type, so that nobody sets two members or none. */
  readonly namespace?: Namespace;
  /**
   * In which order the server comes to the fields in which it finds something, `.` being what it says
   * of the value as a whole; what is not here comes first, as the rule tells it.
   */
  readonly order?: readonly string[];
  /** What the accept-only validator asks of fields together, once it has accepted each. */
  readonly accept?: AcceptTogether;
  /** Of a type's rule: the fields that it looks at where no Pod is known; all where absent. */
  readonly ruleReads?: readonly string[];
  /** In the order a reader wants them: allowed ones first. */
  readonly fields: { readonly [field: string]: FieldDefinition };
}

/** Which fields exclude each other. */
export type Union =
  /** Exactly one of these fields is set: EnvVarSource, EnvFromSource. */
  | { readonly kind: 'exactlyOne'; readonly fields: readonly string[] }
  /**
   * At most one of these: EnvVar's value and valueFrom. `refused` says why the second cannot be beside the
   * first; its type is `as`, which all minors have, so that a value of a newer minor fits an older type.
   */
  | {
      readonly kind: 'atMostOne';
      readonly fields: readonly string[];
      readonly refused?: { readonly field: string; readonly as: string; readonly why: string };
    }
  /** `discriminator` says whether `field` must (`values`) or must not be set. */
  | {
      readonly kind: 'discriminated';
      readonly discriminator: string;
      readonly field: string;
      readonly values: readonly string[];
    };

/** A function of src/validate/accept.ts, called with these fields. */
export interface AcceptTogether {
  readonly is: string;
  readonly fields: readonly string[];
}

/**
 * What the accept-only validator asks of a value of the right JSON type: so much that no rule can have
 * anything against it, in no minor. `true` where no rule looks at the field; a function of
 * src/validate/accept.ts; or all values of the enum but one.
 */
export type Accept = true | string | { readonly not: string };

export interface FieldDefinition {
  /** Absent in a type with a rule: the accept-only validator leaves a value with this field to the full one. */
  readonly accept?: Accept;
  readonly doc?: string;
  /** What the source of the type does not cover. */
  readonly source?: Source;
  /** Why it cannot be set, in the API server's words, which the compiler and the validator repeat. */
  readonly forbidden?: string;
  /** Required by the API, though the documents call it optional. */
  readonly required?: true;
  /** The values that the API takes, in the order in which its message lists them; of a list: its items. */
  readonly enum?: readonly string[];
  /** Keywords of JSON Schema for what every minor asks of a value; the validator has a rule for it. */
  readonly format?: { readonly [keyword: string]: string | number };
  /** What the server stores where it is absent. */
  readonly default?: unknown;
  /** The feature gate that some minors have off, and then drop the field without a word. */
  readonly gate?: Gate;
  /**
   * How Go declares it, where not as a plain value or a slice. Only a `pointer` tells an empty value
   * from none: `optional: false` is stored, `stdin: false` is not. `embedded` is in a struct that its
   * own embeds, such as LocalObjectReference.
   */
  readonly go?: 'pointer' | 'embedded';
  /** The rule that validates the field, beside that of the type: `module#function` in src/rules. */
  readonly rule?: string;
  /** The server names the field without the index of the list that its object is in. */
  readonly omitsIndex?: true;
  /** The function of the type's namespace that makes a value with this field set. */
  readonly construct?: Constructor;
}

export interface Gate {
  readonly name: string;
  /** The first minor that drops the field, where that is not the first that has it. */
  readonly droppedSince?: `1.${number}`;
  /** What the server puts in its place, where it does not just remove it. */
  readonly droppedTo?: unknown;
  /** A parent with nothing else in it is dropped along with the field. */
  readonly droppedWithParent?: true;
  /** The first minor that keeps it. */
  readonly enabled: `1.${number}` | 'not yet';
  /**
   * Whether the server keeps the field in a Pod that had it before, in any container: or else what it
   * looks at, where one of these will do.
   */
  readonly keptIfInUse: boolean | readonly InUse[];
  readonly source: string;
}

/** What counts as use of a gated field, in the minors from `since` to `until`. */
export interface InUse {
  /** The lists of containers that count; all where absent. */
  readonly containers?: readonly ('containers' | 'initContainers' | 'ephemeralContainers')[];
  /** Another field of the type that is looked at in place of the field itself. */
  readonly field?: string;
  /** A field of the Pod's spec that is looked at in place of containers. */
  readonly spec?: string;
  /** Values that are no use of it. */
  readonly except?: readonly string[];
  readonly since?: `1.${number}`;
  readonly until?: `1.${number}`;
}

export interface Namespace {
  readonly name: string;
  /** Where types share a namespace, the first says it. */
  readonly doc?: string;
  /** The field that the type is the value of, where the functions make the type around it. */
  readonly within?: string;
}

/** It says nothing about the API itself. */
export interface Constructor {
  /** Absent for the discriminator of a type: one function per value, called after it. */
  readonly name?: string;
  /** What required fields are called as parameters, where not by their own name. */
  readonly parameters?: { readonly [field: string]: string };
  readonly doc: string;
}

/** By the file that it is in. */
export interface Definitions {
  readonly [file: string]: TypeDefinition;
}

/** A field that is documented, as all of a type that can be used are. */
export interface DocumentedField extends FieldDefinition {
  readonly doc: string;
}

/** A type that an ephemeral container can use. */
export function define(
  type: string,
  definition: Omit<TypeDefinition, 'type'> & {
    readonly doc: string;
    readonly fields: { readonly [field: string]: DocumentedField };
  },
): TypeDefinition {
  return { type, ...definition };
}

/** A type that only disallowed fields lead to: just the fields of which something is to be said. */
export function defineDisallowed(
  type: string,
  definition: Pick<TypeDefinition, 'source' | 'rule'> & {
    readonly fields: { readonly [field: string]: Pick<FieldDefinition, 'gate' | 'rule'> };
  },
): TypeDefinition {
  return { type, ...definition };
}

/** A field that the API publishes, and never takes. */
export function forbidden(
  reason: string,
  doc: string,
  more: Omit<FieldDefinition, 'doc' | 'forbidden'> = {},
): DocumentedField {
  return { doc, forbidden: reason, ...more };
}
