import type { MinorVersion } from '../validate/parse-minor.js';
import type { UserOptions } from './api/authorization.js';
import type { AddedFault, Fault, Faults } from './faults/fault.js';
import type { RecordedRequest } from './http/request-context.js';
import type { KubeConfigObject } from './kubeconfig.js';
import type { KubeletOptions } from './kubelet/behaviour.js';
import type { ApiObject, PodInput, PodObject } from './model/objects.js';

export interface ApiServerOptions {
  /** Pods there are. One without a status runs; one with a status is taken as it is. */
  readonly pods?: readonly PodInput[];
  /** Namespaces and their labels, by name; those of the Pods and `default` are always there. */
  readonly namespaces?: Readonly<Record<string, { readonly labels?: Readonly<Record<string, string>> }>>;
  /** The Kubernetes minor whose version, rules and defaults the server has. Default: the newest. */
  readonly minor?: MinorVersion;
  /**
   * Bearer tokens and what they may do. Without any, everybody may do everything. A request may act as
   * another of them (`Impersonate-User`), if its sender has a rule that allows it.
   */
  readonly users?: readonly UserOptions[];
  readonly kubelet?: KubeletOptions;
  readonly faults?: readonly Fault[];
  /** Default: a free port. */
  readonly port?: number;
  /** Milliseconds between bookmarks of a watch that asks for them. Default 60000. */
  readonly bookmarkInterval?: number;
}

export interface ApiServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  readonly kubeConfig: KubeConfigObject;
  /** The same as YAML, for a file. */
  readonly kubeConfigYaml: string;
  readonly requests: readonly RecordedRequest[];
  readonly faults: Faults & { add(fault: Fault): AddedFault };
  getPod(name: string, namespace?: string): PodObject | undefined;
  /** Creates the Pod, or changes it to this; the rest of its fields stay. */
  setPod(pod: PodInput): PodObject;
  /** Removes a Pod at once, as a forced deletion does. */
  removePod(name: string, namespace?: string): void;
  events(namespace?: string): ApiObject[];
  /** Ends a running container with a signal. Answers whether it was running. */
  killContainer(pod: string, container: string, signal?: number, namespace?: string): boolean;
  /** Forgets the changes up to now: older watches are answered 410. */
  compact(): void;
  /** Cuts every open connection, as a restart of the server does; it goes on serving. */
  dropConnections(): void;
  /** How many connections are open. */
  openConnections(): number;
  /** Stops everything: no socket, timer or program is left. Safe to call twice. */
  close(): Promise<void>;
}
