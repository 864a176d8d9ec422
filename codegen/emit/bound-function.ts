/** A function of src that a minor's entry gives bound to that minor. */
export interface BoundFunction {
  /** The declaration in the entry, `NN` standing for its minor. */
  readonly code: string;
  /** What it is made of: names by module, relative to the root of the repository. */
  readonly imports: { readonly [module: string]: readonly string[] };
  readonly typeImports: { readonly [module: string]: readonly string[] };
}
