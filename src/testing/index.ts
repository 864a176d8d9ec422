export type { PolicyRule, UserOptions } from './api/authorization.js';
export type { AddedFault, Fault, FaultAction, Faults } from './faults/fault.js';
export type { RecordedRequest } from './http/request-context.js';
export type { KubeConfigObject } from './kubeconfig.js';
export type {
  ContainerBehaviour,
  ContainerIo,
  KubeletOptions,
  Program,
  ProgramExit,
  StartFailure,
  WindowSize,
} from './kubelet/behaviour.js';
export type {
  ApiObject,
  ContainerObject,
  ContainerStatusObject,
  PodInput,
  PodObject,
} from './model/objects.js';
export type { ApiServer, ApiServerOptions } from './options.js';
export { startApiServer } from './server.js';
