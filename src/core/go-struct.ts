/**
 * How Go reads and writes one field: `keep` says when it is written back. `set` is a pointer (left
 * out unless given), `filled` a plain value (left out where it is the zero value, as `omitempty`
 * says), `always` a field without `omitempty`. An `embedded` string stands in a struct within the
 * struct, where kubectl's reader of YAML does not see that it wants a string.
 */
export interface GoField {
  readonly type: 'string' | 'embedded' | 'boolean' | 'integer' | 'quantity' | 'object' | GoStruct;
  readonly list?: true;
  readonly keep: 'set' | 'filled' | 'always';
  /** The kubectl minor (34 for 1.34) that first knows the field, where not all with `--custom` do. */
  readonly since?: number;
}

export interface GoStruct {
  readonly [field: string]: GoField;
}
