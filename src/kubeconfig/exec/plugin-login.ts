import type { ExecConfig } from '../config.js';
import type { Asked } from '../credentials.js';
import { KubeConfigError } from '../error.js';
import type { Environment } from '../find-files.js';
import { readAuthorityPem } from '../read-tls.js';
import { type ExecCluster, formatExecInfo, isInteractive } from './exec-info.js';
import { findCommand } from './find-command.js';
import { type PluginLogin, readAnswer } from './read-answer.js';
import { runPlugin } from './run-plugin.js';

/** The terminal of the user, as far as plugins use it. */
export interface PluginIo {
  readonly env: Environment;
  readonly stdin: { readonly isTTY?: boolean | undefined; readonly isRaw?: boolean | undefined };
  readonly stderr: NodeJS.WritableStream;
}

const learnMore =
  'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins';

/**
 * Logs in by a plugin, and keeps what it gave until that expires, or the server refused it.
 *
 * Source: kubernetes v1.37 client-go plugin/pkg/client/auth/exec/exec.go
 */
export function createPluginLogin(
  exec: ExecConfig,
  cluster: ExecCluster,
  io: PluginIo,
): (asked: Asked) => Promise<PluginLogin> {
  let held: PluginLogin | undefined;
  return async ({ refused, signal }) => {
    if (held && !refused && Date.now() <= held.expires) return held;
    held = undefined;
    // A terminal in raw mode is a session's, whose keys are not the plugin's.
    const terminal = io.stdin.isTTY === true && io.stdin.isRaw !== true;
    const interactive = isInteractive(exec.interactiveMode, terminal);
    const program = findCommand(exec.command ?? '', io.env);
    if (program === undefined) throw notInstalled(exec);
    const info = formatExecInfo(exec, cluster, await encodeAuthority(exec, cluster), interactive);
    const own = Object.fromEntries((exec.env ?? []).map((each) => [each?.name ?? '', each?.value ?? '']));
    const env = { ...io.env, ...own, KUBERNETES_EXEC_INFO: info };
    const args = (exec.args ?? []).map((argument) => argument ?? '');
    const text = await runPlugin({ program, args, env, interactive, stderr: io.stderr }, signal);
    held = readAnswer(text, program, exec.apiVersion);
    return held;
  };
}

async function encodeAuthority(exec: ExecConfig, cluster: ExecCluster): Promise<string | undefined> {
  const pem = exec.provideClusterInfo ? await readAuthorityPem(cluster) : undefined;
  return pem && Buffer.from(pem.text, 'latin1').toString('base64');
}

function notInstalled({ command = '', installHint }: ExecConfig): KubeConfigError {
  const hint = installHint ? `\n${cleanHint(installHint.trim())}` : '';
  return new KubeConfigError(
    `exec: executable ${command} not found; it is a client-go credential plugin that is not installed, see ${learnMore}${hint}`,
  );
}

/** Source: kubernetes v1.37 client-go tools/clientcmd/client_config.go cleanANSIEscapeCodes */
function cleanHint(text: string): string {
  return text.replace(
    /[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\t-\r]/gu,
    (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}
