import { expect, test } from 'vitest';
import { debugContainer, type EphemeralContainer } from '../../generated/v1.37/index.js';
import {
  addCapabilities,
  clearSecurityContext,
  disallowPrivilegeEscalation,
  disallowRoot,
  dropAllCapabilities,
  runPrivileged,
  useRuntimeDefaultSeccomp,
} from '../../src/build/profiles/security-context.js';

const plain: EphemeralContainer = { name: 'dbg', image: 'busybox' };

test('compose to the profile restricted, on the type of a minor', () => {
  const composed: EphemeralContainer = useRuntimeDefaultSeccomp(
    disallowPrivilegeEscalation(dropAllCapabilities(disallowRoot(clearSecurityContext(plain)))),
  );
  const { securityContext } = debugContainer({ image: 'busybox', profile: 'restricted' });
  expect(composed).toEqual({ ...plain, securityContext });
});

test('keep the rest of the security context', () => {
  const container = {
    ...plain,
    securityContext: { runAsUser: 5, capabilities: { add: ['KILL'], drop: ['ALL'] } },
  };
  expect(addCapabilities(container, 'SYS_PTRACE', 'NET_RAW').securityContext).toEqual({
    runAsUser: 5,
    capabilities: { add: ['KILL', 'SYS_PTRACE', 'NET_RAW'], drop: ['ALL'] },
  });
  expect(runPrivileged(container).securityContext).toEqual({
    ...container.securityContext,
    privileged: true,
  });
});

test('dropping all capabilities takes those away that were added', () => {
  expect(dropAllCapabilities(addCapabilities(plain, 'KILL')).securityContext).toEqual({
    capabilities: { drop: ['ALL'] },
  });
});

test('change nothing that they are given', () => {
  const container = { ...plain, securityContext: { capabilities: { add: ['KILL'] } } };
  const before = JSON.stringify(container);
  const changes = [addCapabilities, dropAllCapabilities, disallowRoot, runPrivileged, clearSecurityContext];
  for (const change of changes) change(container);
  expect(JSON.stringify(container)).toBe(before);
});
