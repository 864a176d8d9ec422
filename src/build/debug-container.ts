import type { Pod } from '../core/pod.js';
import { findTargetUser, isWindows, leaveOutLinuxFields, readUser } from './debug/adapt-to-pod.js';
import { type BaseContainer, makeBaseContainer } from './debug/base-container.js';
import { checkAllowed, checkModifiable } from './debug/check-custom.js';
import { checkFlags, checkTypes, parseKubectl } from './debug/check-flags.js';
import { decodeCustom, type JsonObject } from './debug/decode-custom.js';
import type { DebugContainerFlagsOf, DebugFlags } from './debug/flags.js';
import { DebugFlagsError } from './debug/flags-error.js';
import { decodeOver, mergeCustom } from './debug/merge-custom.js';
import { warnOfLegacy, warnOfNonRoot } from './debug/warnings.js';
import { applyProfile, checkProfile, defaultProfile } from './profiles/profile.js';
import type { SecurityContextPart } from './profiles/security-context.js';

/** Flags after all of kubectl's checks. */
interface CheckedFlags {
  readonly flags: DebugFlags;
  readonly profile: string;
  readonly custom: JsonObject | undefined;
  readonly kubectl: number;
  /** Whether to do as kubectl to the letter, rather than better where it fails. */
  readonly isPinned: boolean;
}

/**
 * The container that `kubectl debug` makes of these flags, for the entry points to bind: `Container`
 * is their minor's type, `defaultKubectl` their minor.
 *
 * With `flags.kubectl` it is exactly kubectl's. Without, and with a `pod`, it differs where kubectl's
 * could not start: under the profile `restricted` a container that would have no user gets the
 * `runAsUser` of its `target`, and in a Windows Pod the profile's Linux fields are left out. A custom
 * profile with a field that no ephemeral container can have is refused in either case.
 *
 * @throws DebugFlagsError where kubectl ends with an error, with the same words
 */
export function debugContainerOf<Container>(
  flags: DebugContainerFlagsOf<object, string>,
  defaultKubectl: string,
): Container {
  // built from JSON fields whose names and types are those of every minor's container
  return makeContainer(check(flags, defaultKubectl)) as Container;
}

/**
 * What `kubectl debug` would write to its error output about these flags, line by line; and, where
 * `flags.kubectl` is not given, what keeps the container from being what its profile promises.
 *
 * @throws DebugFlagsError as `debugContainerOf` does
 */
export function debugContainerWarningsOf(
  flags: DebugContainerFlagsOf<object, string>,
  defaultKubectl: string,
): readonly string[] {
  const checked = check(flags, defaultKubectl);
  const container = makeContainer(checked);
  return [
    ...warnOfLegacy(checked.profile, checked.kubectl),
    ...warnOfNonRoot(container, flags.pod, checked.kubectl),
    ...(checked.isPinned ? [] : warnOfStart(container, checked.profile, flags.pod)),
  ];
}

/** In kubectl's order, so that of several mistakes it is the same one that is reported. */
function check(flags: DebugFlags, defaultKubectl: string): CheckedFlags {
  checkTypes(flags);
  const kubectl = parseKubectl(flags.kubectl ?? defaultKubectl);
  const { custom: given, profile = defaultProfile(kubectl) } = flags;
  const hasCustom = given !== undefined && given !== null;
  if (hasCustom && kubectl < 31) {
    throw new DebugFlagsError('unknown flag: --custom', ['custom'], 'kubectl has it from 1.31 on');
  }
  checkProfile(profile, kubectl);
  const custom = hasCustom ? decodeCustom(given, kubectl) : undefined;
  checkFlags(flags, kubectl);
  if (custom !== undefined) {
    checkModifiable(custom);
    checkAllowed(custom);
  }
  return { flags, profile, custom, kubectl, isPinned: flags.kubectl !== undefined };
}

function makeContainer({ flags, profile, custom, kubectl, isPinned }: CheckedFlags): BaseContainer {
  const { pod, target } = flags;
  const profiled = applyProfile(makeBaseContainer(flags), profile, kubectl);
  const adapted = !isPinned && isWindows(pod) ? leaveOutLinuxFields(profiled) : profiled;
  const merged = custom === undefined ? adapted : mergeCustom(adapted, custom);
  const container = isPinned ? decodeOver(adapted, merged) : merged;
  if (isPinned || profile !== 'restricted' || pod === undefined || target === undefined) return container;
  const runAsUser = isWindows(pod) ? undefined : findTargetUser(container, pod, target);
  if (runAsUser === undefined) return container;
  return { ...container, securityContext: { ...container.securityContext, runAsUser } };
}

function warnOfStart(container: BaseContainer, profile: string, pod: Pod | undefined): string[] {
  if (isWindows(pod)) {
    const isReduced = profile !== 'legacy' && profile !== 'baseline';
    return isReduced ? [`profile ${profile} gives a Windows container none of its Linux settings`] : [];
  }
  const { runAsNonRoot, runAsUser }: SecurityContextPart = container.securityContext ?? {};
  const user = runAsUser ?? readUser(pod?.spec);
  if (runAsNonRoot !== true || (typeof user === 'number' && user !== 0)) return [];
  return [
    'runAsNonRoot is set and no runAsUser: the container does not start if its image runs as root; set custom.securityContext.runAsUser, or give a target that has one',
  ];
}
