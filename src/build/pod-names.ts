import type { Forbidden } from '../core/forbidden.js';
import type { Pod } from '../core/pod.js';

type ListOf = 'containers' | 'initContainers' | 'ephemeralContainers' | 'volumes';

/** The names in one list of the Pod's spec; never where the Pod is known not to have the list. */
type NamesIn<P extends Pod, List extends ListOf> = P extends {
  readonly spec?: { readonly [Key in List]?: infer Items };
}
  ? Items extends readonly [] // would infer `string`
    ? never
    : Items extends readonly { readonly name: infer Name extends string }[]
      ? Name
      : never
  : never;

type OrForbidden<Name extends string, Why extends string> = [Name] extends [never]
  ? Forbidden<string, Why>
  : Name;

/** What `targetContainerName` may be: a container or init container, never an ephemeral one. */
export type TargetNames<P extends Pod> =
  OrForbidden<
    NamesIn<P, 'containers'> | NamesIn<P, 'initContainers'>,
    'this pod declares no containers'
  > extends infer Name extends string
    ? Name
    : never;

/** Names that a new ephemeral container cannot have: those of all containers of the Pod. */
export type TakenNames<P extends Pod> =
  | NamesIn<P, 'containers'>
  | NamesIn<P, 'initContainers'>
  | NamesIn<P, 'ephemeralContainers'> extends infer Name extends string
  ? Name
  : never;

/** The volumes that can be mounted. */
export type VolumeNames<P extends Pod> =
  OrForbidden<NamesIn<P, 'volumes'>, 'this pod declares no volumes'> extends infer Name extends string
    ? Name
    : never;

/** What no DNS label has, as far as it is cheap to tell: length and rare characters are left to run time. */
type BadLabel = '' | `-${string}` | `${string}-` | `${string}${'_' | '.' | ' ' | '/' | ':' | '@'}${string}`;

/**
 * `Name`, or else the reason why a new container of the Pod cannot be called so, as a type that the
 * compiler prints. A `string` that is known at run time only passes.
 */
export type FreshName<Name extends string, Taken extends string> = string extends Name
  ? Name
  : Name extends BadLabel
    ? `not a DNS label: ${Name}`
    : Name extends Lowercase<Name>
      ? string extends Taken
        ? Name
        : Name extends Taken
          ? `already a container of this pod: ${Name}`
          : Name
      : `not a DNS label: ${Name}`;
