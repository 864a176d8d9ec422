/** What the hand-written schemas below share, so that they all say the same. */
export const dnsLabel = '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$';
export const pullPolicies = ['Always', 'IfNotPresent', 'Never'] as const;
export const terminationMessagePolicies = ['File', 'FallbackToLogsOnError'] as const;
export const mountPropagations = ['None', 'HostToContainer', 'Bidirectional'] as const;
export const recursiveReadOnly = ['Disabled', 'IfPossible', 'Enabled'] as const;
export const procMounts = ['Default', 'Unmasked'] as const;
export const profileTypes = ['Unconfined', 'RuntimeDefault', 'Localhost'] as const;
