import fc, { type Arbitrary } from 'fast-check';
import { env, envFrom } from './env.js';
import { forbiddenFields } from './forbidden-fields.js';
import { images } from './images.js';
import { volumeDevices, volumeMounts } from './mounts.js';
import { containerNames, existingNames, initNames } from './pods.js';
import { fields, type Json, listOf, type Mode, merge, mostly, pick, typed } from './random.js';
import { securityContext } from './security-contexts.js';
import { around, label, text } from './texts.js';

const names = fc.oneof(
  { arbitrary: around(label), weight: 3 },
  { arbitrary: pick('debugger', 'dbg-9', 'tools'), weight: 6 },
  pick(...containerNames, ...initNames, ...existingNames, 'A', 'a.b', 'a_b'),
);

function allowedFields(mode: Mode): { readonly [key: string]: Arbitrary<Json> } {
  const strings = typed(mode, listOf(mode, typed(mode, text)));
  const flag = typed(mode, fc.boolean());
  return {
    name: typed(mode, names),
    image: typed(mode, images),
    command: strings,
    args: strings,
    workingDir: typed(mode, text),
    env: env(mode),
    envFrom: envFrom(mode),
    volumeMounts: volumeMounts(mode),
    volumeDevices: volumeDevices(mode),
    terminationMessagePath: typed(mode, around(pick('/dev/termination-log', 'x', ''))),
    terminationMessagePolicy: typed(
      mode,
      mostly(pick('File', 'FallbackToLogsOnError', ''), pick('file', 'Bogus'), text),
    ),
    imagePullPolicy: typed(
      mode,
      mostly(pick('Always', 'IfNotPresent', 'Never', ''), pick('always', 'Bogus'), text),
    ),
    securityContext: securityContext(mode),
    stdin: flag,
    stdinOnce: flag,
    tty: flag,
    targetContainerName: typed(
      mode,
      mostly(pick('', ...containerNames, ...initNames), pick(...existingNames, 'nope'), text),
    ),
  };
}

/** One ephemeral container: a name and an image as a rule, and some fields of every kind. */
export function ephemeralContainer(mode: Mode): Arbitrary<Json> {
  const base = fc.tuple(names, images).map(([name, image]): Json => ({ name, image }));
  const plain = pick('debugger', 'dbg-7').map((name): Json => ({ name, image: 'busybox:1.36' }));
  const allowed = allowedFields(mode);
  const all = { ...allowed, ...forbiddenFields(mode) };
  return fc
    .tuple(
      fc.oneof({ arbitrary: plain, weight: 5 }, { arbitrary: base, weight: 3 }, pick({})),
      fc.oneof({ arbitrary: fields(mode, allowed, 4), weight: 4 }, fields(mode, all, 5)),
    )
    .map(([start, more]) => merge(start, more));
}

/** A plain container with one field of interest, to try many values of it. */
export function focusedContainer(mode: Mode): Arbitrary<Json> {
  const plain: Json = { name: 'debugger', image: 'busybox:1.36' };
  return fields(mode, allowedFields(mode), 1).map((one) => merge(plain, one));
}
