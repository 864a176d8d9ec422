import type { Pod } from '../core/pod.js';
import type { ValidationResult } from '../core/result.js';
import type { FreshName } from './pod-names.js';

/** The wide members of a container that a scope narrows to the names of its Pod. */
export interface ScopableContainer {
  name: string;
  targetContainerName?: string;
  volumeMounts?: { name: string }[];
  volumeDevices?: { name: string }[];
}

/** `Item` with `name` narrowed to the volumes of the Pod. */
export type OnVolume<Item extends { name: string }, Volume extends string> = Omit<Item, 'name'> & {
  /** A volume of the Pod. */
  name: Volume;
};

type ItemOf<List> = List extends readonly (infer Item extends { name: string })[] ? Item : never;

/** A `Container` whose names are those of one Pod. */
export type ScopedContainer<
  Container extends ScopableContainer,
  Name extends string,
  Target extends string,
  Volume extends string,
> = Omit<Container, 'name' | 'targetContainerName' | 'volumeMounts' | 'volumeDevices'> & {
  name: Name;
  targetContainerName?: Target;
  volumeMounts?: OnVolume<ItemOf<Container['volumeMounts']>, Volume>[];
  volumeDevices?: OnVolume<ItemOf<Container['volumeDevices']>, Volume>[];
};

export interface PodScopeOf<
  Target extends string,
  Taken extends string,
  Volume extends string,
  Container extends ScopableContainer,
> {
  ephemeralContainer<const Name extends string>(
    container: ScopedContainer<Container, FreshName<Name, Taken>, Target, Volume>,
  ): Container;
  check(container: unknown): ValidationResult<Container>;
}
export type { Pod };
