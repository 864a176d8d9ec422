import { appArmorProfile } from './app-armor-profile.js';
import { capabilities } from './capabilities.js';
import { configMapEnvSource } from './config-map-env-source.js';
import { configMapKeySelector } from './config-map-key-selector.js';
import type { Definitions } from './definition.js';
import { envFromSource } from './env-from-source.js';
import { envVar } from './env-var.js';
import { envVarSource } from './env-var-source.js';
import { ephemeralContainer } from './ephemeral-container.js';
import { fileKeySelector } from './file-key-selector.js';
import { lifecycle } from './lifecycle.js';
import { objectFieldSelector } from './object-field-selector.js';
import { resourceFieldSelector } from './resource-field-selector.js';
import { resourceRequirements } from './resource-requirements.js';
import { seLinuxOptions } from './se-linux-options.js';
import { seccompProfile } from './seccomp-profile.js';
import { secretEnvSource } from './secret-env-source.js';
import { secretKeySelector } from './secret-key-selector.js';
import { securityContext } from './security-context.js';
import { volumeDevice } from './volume-device.js';
import { volumeMount } from './volume-mount.js';
import { windowsSecurityContextOptions } from './windows-security-context-options.js';

/** Every definition, by the file that it is in. */
export const definitions: Definitions = {
  'ephemeral-container': ephemeralContainer,
  'env-var': envVar,
  'env-var-source': envVarSource,
  'object-field-selector': objectFieldSelector,
  'resource-field-selector': resourceFieldSelector,
  'config-map-key-selector': configMapKeySelector,
  'secret-key-selector': secretKeySelector,
  'file-key-selector': fileKeySelector,
  'env-from-source': envFromSource,
  'config-map-env-source': configMapEnvSource,
  'secret-env-source': secretEnvSource,
  'volume-mount': volumeMount,
  'volume-device': volumeDevice,
  'security-context': securityContext,
  capabilities,
  'se-linux-options': seLinuxOptions,
  'seccomp-profile': seccompProfile,
  'app-armor-profile': appArmorProfile,
  'windows-security-context-options': windowsSecurityContextOptions,
  'resource-requirements': resourceRequirements,
  lifecycle,
};
