/**
 * The type that the API publishes for a field, made impossible to assign. `Why` is the reason, in
 * the API server's words where it has any, and the compiler prints it.
 *
 * Reading such a field type-checks, so that a value stays assignable to the wide type of other
 * libraries; at run time the field is never there.
 */
export type Forbidden<Api, Why extends string> = Api & { readonly '~forbidden': Why };
