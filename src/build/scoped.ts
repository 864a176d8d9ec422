/** The members of a container that a scope narrows to the names of its Pod. */
export interface ScopableContainer {
  name: string;
  targetContainerName?: string;
  volumeMounts?: { name: string }[];
  volumeDevices?: { name: string }[];
}

/** What the list has in it. */
export type ItemOf<List> = List extends readonly (infer Item extends { name: string })[] ? Item : never;

/** `Item` with `name` narrowed to the volumes of the Pod. */
export type OnVolume<Item extends { name: string }, Volume extends string> = Omit<Item, 'name'> & {
  /** A volume of the Pod. */
  name: Volume;
};

export type ScopedMountOf<Container extends ScopableContainer, Volume extends string> = OnVolume<
  ItemOf<Container['volumeMounts']>,
  Volume
>;

export type ScopedDeviceOf<Container extends ScopableContainer, Volume extends string> = OnVolume<
  ItemOf<Container['volumeDevices']>,
  Volume
>;

/** A `Container` whose names are those of one Pod. */
export type ScopedContainer<
  Container extends ScopableContainer,
  Name extends string,
  Target extends string,
  Volume extends string,
> = Omit<Container, 'name' | 'targetContainerName' | 'volumeMounts' | 'volumeDevices'> & {
  /** A DNS label that no container of the Pod has. */
  name: Name;
  /** The container whose processes to see: one of the Pod's, not an ephemeral one. */
  targetContainerName?: Target;
  volumeMounts?: ScopedMountOf<Container, Volume>[];
  volumeDevices?: ScopedDeviceOf<Container, Volume>[];
};
