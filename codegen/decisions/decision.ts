import type { UnionModel } from '../model/model.js';

/*
 * What the OpenAPI documents cannot say, as reviewed data. A field is named `Type.field`. Every
 * entry must match something in the documents of the supported minors, and every field that can be
 * reached without passing a forbidden one must be in `allowed` or `forbidden`: else generation stops.
 */

/** Where a decision can be looked up: `kubernetes v1.37 pkg/… function`. */
export interface Sourced {
  readonly source: string;
}

/** A type that an ephemeral container may use, and its fields in the order a reader wants them. */
export interface AllowedType extends Sourced {
  /** Our own words, one or two lines, as all documentation here. */
  readonly doc: string;
  readonly fields: { readonly [field: string]: string };
}

export interface ForbiddenField extends Sourced {
  readonly field: string;
  /** The API server's words, which the compiler and the validator repeat. */
  readonly reason: string;
  readonly doc: string;
}

export interface EnumDecision extends Sourced {
  readonly field: string;
  /** In the order in which the API server lists them in its message. */
  readonly values: readonly string[];
}

export interface UnionDecision extends Sourced {
  readonly type: string;
  readonly union: UnionModel;
}

export interface RequiredField extends Sourced {
  readonly field: string;
}

export interface DefaultDecision extends Sourced {
  readonly field: string;
  readonly value: unknown;
}

/** A field that some minors know, and drop because its feature gate is off by default. */
export interface GateDecision extends Sourced {
  readonly field: string;
  readonly gate: string;
  /** The first minor that drops it, where that is not the first that has it. */
  readonly droppedSince?: `1.${number}`;
  /** What the server puts in its place, where it does not just remove it. */
  readonly droppedTo?: unknown;
  /** A parent with nothing else in it is dropped along with the field. */
  readonly droppedWithParent?: true;
  /** The first minor that keeps it. */
  readonly enabledSince: `1.${number}` | 'not yet';
}

/** How Go declares the fields of a type: a field in neither list is a plain value or a slice. */
export interface GoDecision extends Sourced {
  readonly type: string;
  readonly pointers: readonly string[];
}

export interface FormatDecision extends Sourced {
  readonly field: string;
  /** Keywords of JSON Schema. */
  readonly keywords: { readonly [keyword: string]: string | number };
}

/** A function that makes one arm of a union: `env.fromSecret`. It says nothing about the API itself. */
export interface ConstructorDecision {
  readonly namespace: string;
  /** Absent for the discriminator of a type: one function per value, called after it. */
  readonly name?: string;
  /** The field that it sets. */
  readonly field: string;
  /** The field that the union itself is the value of, where the function makes the outer type. */
  readonly within?: string;
  /** What required fields are called as parameters, where not by their own name. */
  readonly parameters?: { readonly [field: string]: string };
  readonly doc: string;
}

export interface Decisions {
  readonly allowed: { readonly [type: string]: AllowedType };
  readonly forbidden: readonly ForbiddenField[];
  readonly enums: readonly EnumDecision[];
  readonly unions: readonly UnionDecision[];
  readonly required: readonly RequiredField[];
  readonly defaults: readonly DefaultDecision[];
  readonly gates: readonly GateDecision[];
  readonly go: readonly GoDecision[];
  readonly formats: readonly FormatDecision[];
  readonly constructors: readonly ConstructorDecision[];
}
