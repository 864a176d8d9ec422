import type { Forbidden } from '../../core/forbidden.js';
import type { Pod } from '../../core/pod.js';
import type { DebugProfile } from '../profiles/profile.js';

/** What `kubectl debug` refuses in the file of `--custom`. */
interface NotModifiable {
  name?: Forbidden<string, 'not modifiable via custom profile'>;
  image?: Forbidden<string, 'not modifiable via custom profile'>;
  command?: Forbidden<string[], 'not modifiable via custom profile'>;
  volumeDevices?: Forbidden<object[], 'not modifiable via custom profile'>;
  targetContainerName?: Forbidden<string, 'not modifiable via custom profile: use target'>;
}

/** The part of a container that `--custom` may set: it wins over the profile. */
export type CustomProfile<Container> = NotModifiable & Partial<Omit<Container, keyof NotModifiable>>;

/** Environment variables by name, or pairs of name and value (a Map, `Object.entries`). Kept in order. */
export type DebugEnv = { readonly [name: string]: string } | Iterable<readonly [name: string, value: string]>;

/**
 * The flags of `kubectl debug` that make an ephemeral container, by the names of their long forms
 * or of the fields they set.
 */
export interface DebugContainerFlagsOf<Custom, Kubectl extends string> {
  /** `--image`. */
  image: string;
  /** `-c`, `--container`. Default: `debugger-` and five random characters. */
  name?: string | undefined;
  /** `--target`: the container whose processes to see. */
  target?: string | undefined;
  /** `--profile`. Default: `legacy` up to kubectl 1.35, `general` from 1.36. */
  profile?: DebugProfile | undefined;
  /** The content of the file of `--custom`, from kubectl 1.31. */
  custom?: Custom | undefined;
  /** `--env`. */
  env?: DebugEnv | undefined;
  imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | undefined;
  /** `-i`, `--stdin`. */
  stdin?: boolean | undefined;
  /** `-t`, `--tty`: needs `stdin`. */
  tty?: boolean | undefined;
  /** What follows `--`. */
  command?: readonly string[] | undefined;
  /** What follows `--` with `--arguments-only`. */
  args?: readonly string[] | undefined;
  /**
   * The version of kubectl whose behaviour is followed exactly. Without it: that of the entry point's
   * minor, except where the container could not start (see `debugContainer`).
   */
  kubectl?: Kubectl | undefined;
  /** The Pod that the container is for: its names are avoided, its users and its system respected. */
  pod?: Pod | undefined;
}

/** Flags as they come at run time, from JavaScript or a command line: every member is checked. */
export type DebugFlags = DebugContainerFlagsOf<object, string>;
