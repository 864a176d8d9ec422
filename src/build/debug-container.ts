import type { JsonObject } from '../core/json.js';
import type { NamedContainer } from '../core/pod.js';
import { findTargetUser, isWindows, leaveOutLinuxFields } from './debug/adapt-to-pod.js';
import { type BaseContainer, makeBaseContainer } from './debug/base-container.js';
import { checkAllowed, checkModifiable } from './debug/check-custom.js';
import { checkFields } from './debug/check-fields.js';
import { checkFlags, checkTypes, parseKubectl } from './debug/check-flags.js';
import { decodeCustom } from './debug/decode-custom.js';
import type { DebugContainerFlagsOf, DebugFlags } from './debug/flags.js';
import { DebugFlagsError } from './debug/flags-error.js';
import { decodeOver, mergeCustom } from './debug/merge-custom.js';
import { warnOfLegacy, warnOfNonRoot, warnOfStart } from './debug/warnings.js';
import { listContainers } from './list-containers.js';
import { applyProfile, checkProfile, defaultProfile } from './profiles/profile.js';

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
 * profile with a field that is none is refused, where kubectl leaves it out; one with a field that no
 * ephemeral container can have is refused in either case.
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
  const hasCustom = isGiven(given);
  if (hasCustom && kubectl < 31) {
    throw new DebugFlagsError('unknown flag: --custom', ['custom'], 'kubectl has it from 1.31 on');
  }
  checkProfile(profile, kubectl);
  const isPinned = isGiven(flags.kubectl);
  if (hasCustom && !isPinned) checkFields(given, kubectl);
  const custom = hasCustom ? decodeCustom(given, kubectl) : undefined;
  checkFlags(flags, kubectl);
  if (custom !== undefined) {
    checkModifiable(custom);
    checkAllowed(custom);
  }
  return { flags, profile, custom, kubectl, isPinned };
}

function makeContainer(checked: CheckedFlags): BaseContainer {
  const base = makeBaseContainer(checked.flags);
  return checked.isPinned ? completeAsKubectl(base, checked) : complete(base, checked);
}

function complete(base: BaseContainer, { flags, profile, custom, kubectl }: CheckedFlags): BaseContainer {
  const { pod, target } = flags;
  const profiled = applyProfile(base, profile, kubectl);
  const adapted = isWindows(pod) ? leaveOutLinuxFields(profiled) : profiled;
  const container = custom === undefined ? adapted : mergeCustom(adapted, custom);
  if (profile !== 'restricted' || target === undefined || isWindows(pod)) return container;
  const runAsUser = findTargetUser(container, pod, target);
  if (runAsUser === undefined) return container;
  return { ...container, securityContext: { ...container.securityContext, runAsUser } };
}

/**
 * kubectl looks up by its name what to give the profile to, among all containers, and what to give
 * the custom one to, among the ephemeral ones. Where the name is taken it finds another container.
 *
 * Source: kubectl v0.37 pkg/cmd/debug/debug.go generateDebugContainer, applyCustomProfileEphemeral
 */
function completeAsKubectl(
  base: BaseContainer,
  { flags, profile, custom, kubectl }: CheckedFlags,
): BaseContainer {
  const isOther = ({ name }: NamedContainer): boolean => name !== base.name;
  const profiled = listContainers(flags.pod).every(isOther) ? applyProfile(base, profile, kubectl) : base;
  if (custom === undefined) return profiled;
  const isFound = listContainers(flags.pod, ['ephemeralContainers']).every(isOther);
  return isFound ? decodeOver(profiled, mergeCustom(profiled, custom)) : profiled;
}

/** A null is as good as nothing. */
function isGiven(flag: unknown): boolean {
  return flag !== undefined && flag !== null;
}
