/** Where a run reads and writes, so that a test can be its user. */
export interface GeneratorIo {
  /** The folder that has codegen/openapi and generated/. */
  readonly root: string;
  readonly stdin: AsyncIterable<unknown>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}
