import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../root.js';

/** Sources that are not on disk: text by path from the project's folder. */
export type VirtualFiles = ReadonlyMap<string, string>;

/** The options of the project's tsconfig.json, `paths` to its own sources included. */
export function readOptions(changes: ts.CompilerOptions = {}): ts.CompilerOptions {
  const { config, error } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  if (error) throw new Error(formatMessage(error.messageText));
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, root);
  return { ...options, ...changes };
}

/** One program of files on disk and of virtual ones; paths are from the project's folder. */
export function createProgram(
  files: readonly string[],
  options: ts.CompilerOptions,
  virtual: VirtualFiles = new Map(),
): ts.Program {
  const texts = new Map([...virtual].map(([file, text]) => [join(root, file), text]));
  const host = ts.createCompilerHost(options, true);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, language, ...rest) => {
    const text = texts.get(path);
    if (text === undefined) return getSourceFile(path, language, ...rest);
    return ts.createSourceFile(path, text, language, true);
  };
  const all = [...files.map((file) => join(root, file)), ...texts.keys()];
  return ts.createProgram(all, options, host);
}

/** Every error in these files, as `line:column TS0000: message` with its elaboration, by file. */
export function listErrors(program: ts.Program, files: readonly string[]): Map<string, string[]> {
  const errors = new Map<string, string[]>();
  for (const file of files) {
    const source = program.getSourceFile(join(root, file));
    if (source === undefined) throw new Error(`${file} is not part of the program`);
    const all = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    errors.set(file, all.map(formatError));
  }
  return errors;
}

function formatError({ file, start, code, messageText }: ts.Diagnostic): string {
  const place = file && start !== undefined ? file.getLineAndCharacterOfPosition(start) : undefined;
  const where = place ? `${place.line + 1}:${place.character + 1} ` : '';
  return `${where}TS${code}: ${formatMessage(messageText)}`;
}

/** Without the path of this checkout, which the compiler prints of some modules. */
function formatMessage(message: string | ts.DiagnosticMessageChain): string {
  return ts.flattenDiagnosticMessageText(message, '\n').replaceAll(root, '');
}

/** Files whose errors are all wanted to be none, with the errors they have. */
export function listUnexpected(program: ts.Program, files: readonly string[]): string[] {
  return [...listErrors(program, files)].flatMap(([file, errors]) =>
    errors.map((error) => `${file}:${error}`),
  );
}
