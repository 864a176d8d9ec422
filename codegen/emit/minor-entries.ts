import type { MinorNumber, Model } from '../model/model.js';
import { distinctShapes, type Shape } from './availability.js';
import { type GeneratedFile, importStatement, typescriptFile } from './generated-file.js';

/** The entry of each minor, and the root, which is that of the newest. */
export function emitMinorEntries(model: Model): readonly GeneratedFile[] {
  const entries = distinctShapes(model).flatMap((shape) =>
    shape.minors.map((minor) => emitMinorEntry(minor, shape)),
  );
  const root = typescriptFile('index.ts', 'the list of minors', [
    "export { type Minor, minors, newestMinor } from './facts/minors.js';",
    `export * from './v1.${model.minors.at(-1)}/index.js';`,
  ]);
  return [root, ...entries];
}

/** The types and builders of its shape, and the functions of src/entry bound to it. */
function emitMinorEntry(minor: MinorNumber, shape: Shape): GeneratedFile {
  const bound = functions.map(
    ({ name, doc, type, bind }) =>
      `\n/** ${doc.replace('1.NN', `1.${minor}`)} */\nexport const ${name}: ${type} = /*@__PURE__*/ ${bind}(${minor});`,
  );
  const named = (from: 'validators' | 'builders'): readonly string[] =>
    functions
      .filter((one) => one.from === from)
      .flatMap(({ type, bind }) => [bind, `type ${type.slice(0, type.indexOf('<'))}`]);
  return typescriptFile(`v1.${minor}/index.ts`, `the model of Kubernetes 1.${minor}`, [
    "import type { CustomProfile, DebugContainerFlagsOf } from '../../src/build/debug/flags.js';",
    "import type { PodScope as PodScopeOf } from '../../src/build/pod-scope.js';",
    "import { type StandardSchema, standardSchemaOf } from '../../src/build/standard-schema.js';",
    importStatement(named('builders'), '../../src/entry/bind-builders.js', 'import'),
    importStatement(named('validators'), '../../src/entry/bind-validators.js', 'import'),
    "import type { Minor } from '../facts/minors.js';",
    `import type { EphemeralContainer } from '../shapes/v1.${shape.minor}.js';`,
    "\nexport * from '../../src/entry/every-minor.js';",
    `export * from '../builders/v1.${shape.minor}.js';`,
    `export type * from '../shapes/v1.${shape.minor}.js';`,
    '',
    ...bound,
    '\n/** `validateEphemeralContainer` as a Standard Schema, which form, router and RPC libraries take. */',
    'export const ephemeralContainerSchema: StandardSchema<EphemeralContainer> =',
    '  /*@__PURE__*/ standardSchemaOf(validateEphemeralContainer);',
    '\n/** The flags of `kubectl debug`. */',
    'export interface DebugContainerFlags extends DebugContainerFlagsOf<CustomProfile<EphemeralContainer>, Minor> {}',
    '',
    '/** What `forPod` gives: builders that know the names in one Pod. */',
    'export type PodScope<Target extends string, Taken extends string, Volume extends string> = PodScopeOf<',
    '  Target, Taken, Volume, EphemeralContainer',
    '>;',
  ]);
}

/** A function of an entry: its type, which has its documentation, and what binds it to a minor. */
interface BoundFunction {
  readonly name: string;
  /** For where it is not called; `1.NN` stands for the minor. */
  readonly doc: string;
  readonly type: string;
  readonly bind: string;
  /** The module of src/entry. */
  readonly from: 'validators' | 'builders';
}

const functions: readonly BoundFunction[] = [
  {
    name: 'validateEphemeralContainer',
    doc: 'Validates adding a container to a Pod as the API server of Kubernetes 1.NN does: all causes at once.',
    type: 'ValidateEphemeralContainer<EphemeralContainer>',
    bind: 'bindValidate',
    from: 'validators',
  },
  {
    name: 'validateEphemeralContainers',
    doc: 'Validates replacing the whole list of a Pod as the API server of Kubernetes 1.NN does.',
    type: 'ValidateEphemeralContainers<EphemeralContainer>',
    bind: 'bindValidateList',
    from: 'validators',
  },
  {
    name: 'assertEphemeralContainer',
    doc: 'Validates a container as `validateEphemeralContainer` does, and throws what it finds.',
    type: 'AssertEphemeralContainer<EphemeralContainer>',
    bind: 'bindAssert',
    from: 'validators',
  },
  {
    name: 'withDefaults',
    doc: 'The container as Kubernetes 1.NN stores it: with defaults, and without what it drops.',
    type: 'WithDefaults<EphemeralContainer>',
    bind: 'bindWithDefaults',
    from: 'validators',
  },
  {
    name: 'forPod',
    doc: 'Builders for one Pod, which know the names in it.',
    type: 'ForPod<EphemeralContainer>',
    bind: 'bindForPod',
    from: 'builders',
  },
  {
    name: 'debugContainer',
    doc: 'The container that `kubectl debug` 1.NN makes of these flags, profile included.',
    type: 'DebugContainer<EphemeralContainer, DebugContainerFlags>',
    bind: 'bindDebugContainer',
    from: 'builders',
  },
  {
    name: 'debugContainerWarnings',
    doc: 'What `kubectl debug` 1.NN would warn of with these flags, line by line.',
    type: 'DebugContainerWarnings<DebugContainerFlags>',
    bind: 'bindDebugContainerWarnings',
    from: 'builders',
  },
  {
    name: 'mirrorTarget',
    doc: 'What makes a new container see what another one of the Pod sees.',
    type: 'MirrorTarget<EphemeralContainer>',
    bind: 'bindMirrorTarget',
    from: 'builders',
  },
];
