import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
const fileName = `${root}scripts/start/program.ts`;
const program = `import type { EphemeralContainer } from '../../src/index.js';
import type { EphemeralContainer as Older } from '../../generated/v1.29/index.js';

const allowed: EphemeralContainer = { name: 'debugger', image: 'busybox', targetContainerName: 'app' };
const ports: EphemeralContainer = { name: 'debugger', image: 'busybox', ports: [{ containerPort: 80 }] };
const older: Older = { name: 'debugger', image: 'busybox', securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } };
export const all = [allowed, ports, older];
`;

/** Compiles a program with two mistakes and shows what the compiler says of each. */
export function* showTypes(): Generator<string> {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const readDisk = host.getSourceFile.bind(host);
  host.getSourceFile = (file, target, ...rest) =>
    file === fileName ? ts.createSourceFile(file, program, target) : readDisk(file, target, ...rest);
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([fileName], options, host));
  if (diagnostics.length !== 2) {
    throw new Error(`expected two errors:\n${ts.formatDiagnostics(diagnostics, host)}`);
  }
  for (const { file, start = 0, messageText } of diagnostics) {
    const line = file?.getLineAndCharacterOfPosition(start).line ?? 0;
    yield `  ${program.split('\n')[line] ?? ''}`;
    for (const text of ts.flattenDiagnosticMessageText(messageText, '\n').split('\n')) yield `  ^ ${text}`;
    yield '';
  }
  yield 'the container without ports compiles; both mistakes are compile errors that say why';
}
