import fc, { type Arbitrary } from 'fast-check';
import { integers } from './numbers.js';
import { fields, type Json, listOf, type Mode, merge, mostly, pick, typed } from './random.js';
import { around, text } from './texts.js';

const capabilities = pick(
  'ALL',
  'NET_BIND_SERVICE',
  'CHOWN',
  'SYS_CHROOT',
  'AUDIT_WRITE',
  'NET_ADMIN',
  'SYS_PTRACE',
  'CAP_SYS_ADMIN',
  'SYS_ADMIN',
  'CAP_CHOWN',
  'chown',
  'all',
  '',
  'A"B',
  '\ue000',
  '😀',
);

const profilePaths = around(
  pick('profiles/audit.json', 'a', 'a/b', '../x', '/abs', 'a..b', 'a/..', './x', '..', 'C:\\x'),
);

export function capabilitiesOf(mode: Mode): Arbitrary<Json> {
  const list = typed(mode, listOf(mode, typed(mode, mostly(capabilities, text))));
  return typed(mode, fields(mode, { add: list, drop: list }));
}

export function profile(mode: Mode): Arbitrary<Json> {
  const type = mostly(
    pick('RuntimeDefault', 'Localhost', 'Unconfined'),
    pick('', 'localhost', 'Bogus'),
    text,
  );
  return typed(
    mode,
    fc.oneof(
      { arbitrary: fc.constant({ type: 'RuntimeDefault' }), weight: 2 },
      fc.constant({ type: 'Localhost', localhostProfile: 'profiles/audit.json' }),
      fc.constant({ type: 'Unconfined' }),
      {
        arbitrary: fields(mode, { type: typed(mode, type), localhostProfile: typed(mode, profilePaths) }),
        weight: 3,
      },
    ),
  );
}

export function seLinuxOptions(mode: Mode): Arbitrary<Json> {
  const type = pick(
    'container_t',
    'container_init_t',
    'container_kvm_t',
    'container_engine_t',
    '',
    'spc_t',
    'b"t',
  );
  const other = pick('system_u', 'object_r', '', 's0:c123,c456', 'ü');
  const model = { type, user: other, role: other, level: other };
  return typed(mode, fields(mode, mode.hostile ? { ...model, user: typed(mode, other) } : model));
}

const userNames = around(
  pick(
    'ContainerUser',
    'NT AUTHORITY\\SYSTEM',
    'domain.example\\user',
    'a\\b\\c',
    '\\user',
    'user\\',
    'DOM\\u',
    'us er',
  ),
);

export function windowsOptions(mode: Mode): Arbitrary<Json> {
  return typed(
    mode,
    fields(mode, {
      gmsaCredentialSpecName: typed(mode, around(pick('gmsa', 'gmsa.example', 'UPPER', 'a_b'))),
      gmsaCredentialSpec: typed(
        mode,
        mostly(pick('{}', ''), pick('x'.repeat(65536), 'x'.repeat(65537), 'é'.repeat(32769))),
      ),
      runAsUserName: typed(
        mode,
        mostly(
          userNames,
          pick('u'.repeat(104), 'u'.repeat(105), `${'d'.repeat(256)}\\u`, '.', 'a.', 'a/b', 'a:b', '. .'),
        ),
      ),
      hostProcess: typed(mode, fc.boolean()),
    }),
  );
}

const ids = mostly(pick(0, 1, 1000, 65534), integers);

/** What a container may set, from all of it to nothing. */
export function securityContext(mode: Mode): Arbitrary<Json> {
  const flag = typed(mode, fc.boolean());
  const id = typed(mode, ids);
  const procMount = mostly(pick('Default', 'Unmasked'), pick('', 'default', 'Bogus'), text);
  const model = {
    capabilities: capabilitiesOf(mode),
    privileged: flag,
    seLinuxOptions: seLinuxOptions(mode),
    windowsOptions: windowsOptions(mode),
    runAsUser: id,
    runAsGroup: id,
    runAsNonRoot: flag,
    readOnlyRootFilesystem: flag,
    allowPrivilegeEscalation: flag,
    procMount: typed(mode, procMount),
    seccompProfile: profile(mode),
    appArmorProfile: profile(mode),
  };
  return typed(mode, fields(mode, model, 5));
}

const validProfile = pick<readonly Json[]>(
  { type: 'RuntimeDefault' },
  { type: 'Localhost', localhostProfile: 'a.json' },
  { type: 'Unconfined' },
  null,
);

const calm: Mode = { hostile: false };

/** Fields that a container and its Pod share, valid on Linux. */
const sharedFields = {
  runAsUser: pick(0, 1000),
  runAsGroup: pick(0, 3000),
  runAsNonRoot: fc.boolean(),
  seLinuxOptions: seLinuxOptions(calm),
  seccompProfile: validProfile,
};

/** Valid on Linux, except for a few combinations. */
export function validSecurityContext(options: { readonly appArmor: boolean; readonly unmasked: boolean }) {
  const strings = fc.array(capabilities, { maxLength: 3 });
  const caps = mostly(
    fields(calm, { add: strings, drop: strings }),
    pick<readonly Json[]>(
      { drop: ['ALL'] },
      { add: ['NET_BIND_SERVICE'], drop: ['ALL', 'KILL'] },
      { add: null },
    ),
  );
  const model = {
    ...sharedFields,
    capabilities: caps,
    allowPrivilegeEscalation: fc.boolean(),
    privileged: mostly(pick(false), pick(true)),
    readOnlyRootFilesystem: fc.boolean(),
    procMount: options.unmasked ? pick('Default', 'Unmasked') : pick('Default'),
    ...(options.appArmor ? { appArmorProfile: validProfile } : {}),
  };
  return mostly(fields(calm, model, 7), pick<readonly Json[]>(null, {}, restricted));
}

/** What passes the restricted level. */
export const restricted: Json = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

export const sysctlNames = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
  'net.ipv4.tcp_slow_start_after_idle',
  'net.ipv4.tcp_notsent_lowat',
  'net.ipv4.tcp_max_syn_backlog',
  'kernel.msgmax',
  'kernel/shm_rmid_forced',
  'fs.mqueue.queues_max',
] as const;

export function validPodSecurityContext(options: { readonly appArmor: boolean }): Arbitrary<Json> {
  const sysctls = fc
    .subarray([...sysctlNames], { maxLength: 3 })
    .map((names): Json => names.map((name) => ({ name, value: '1' })));
  const model = {
    ...sharedFields,
    fsGroup: pick(0, 2000),
    supplementalGroups: pick<readonly Json[]>([], [4000]),
    sysctls,
    ...(options.appArmor ? { appArmorProfile: validProfile } : {}),
  };
  return mostly(
    fields(calm, model, 6),
    pick<readonly Json[]>(null, {}, { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }),
  );
}

/** Windows options of a Pod or container, all host process or none. */
export function validWindowsContext(hostProcess: boolean | undefined): Arbitrary<Json> {
  const base = hostProcess === undefined ? {} : { windowsOptions: { hostProcess } };
  return pick<readonly Json[]>({}, { runAsNonRoot: true }, { runAsNonRoot: false }).map((more) =>
    merge(base, more),
  );
}
