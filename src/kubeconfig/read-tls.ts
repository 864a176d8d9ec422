import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { Cluster, User } from './config.js';
import type { TlsOptions } from './credentials.js';
import { KubeConfigError } from './error.js';
import { readWithoutWaiting } from './read-file.js';

/**
 * The TLS options of a cluster and user. Files are read anew each time, since certificates are renewed.
 *
 * Source: kubernetes v1.37 client-go transport/transport.go TLSConfigFor
 */
export async function readTls(cluster: Cluster, user: User): Promise<TlsOptions> {
  const [ca, pair] = await Promise.all([readAuthority(cluster), readPair(user)]);
  return {
    ...(ca !== undefined && { ca }),
    ...(cluster['insecure-skip-tls-verify'] && { rejectUnauthorized: false }),
    ...(cluster['tls-server-name'] && { servername: cluster['tls-server-name'] }),
    ...pair,
  };
}

async function readAuthority(cluster: Cluster): Promise<string | undefined> {
  const found = await readAuthorityPem(cluster);
  if (found === undefined) return undefined;
  const certificates = readCertificates(found.text);
  if (certificates === '') throw new KubeConfigError(`${found.where} holds no certificate in PEM`);
  return certificates;
}

/** The certificate authority as it is written, which a login plugin may ask for. */
export function readAuthorityPem(cluster: Cluster): Promise<Pem | undefined> {
  return readPem(cluster, 'certificate-authority');
}

async function readPair(user: User): Promise<TlsOptions> {
  const certificate = await readPem(user, 'client-certificate');
  const key = await readPem(user, 'client-key');
  if (certificate === undefined || key === undefined) return {};
  return checkPair(certificate, key);
}

/** A PEM text and where it is from, as errors name it. */
export interface Pem {
  readonly text: string;
  readonly where: string;
}

/** A certificate and the key that belongs to it. */
export function checkPair(certificate: Pem, key: Pem): TlsOptions {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(key.text)) {
    throw new KubeConfigError(
      `${key.where} is encrypted, and neither a kubeconfig nor kubectl has a passphrase for it; decrypt it with openssl pkey, or log in by a plugin`,
    );
  }
  const first = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/.exec(certificate.text)?.[0];
  const parsed = attempt(() => new X509Certificate(first ?? ''));
  if (parsed === undefined) throw new KubeConfigError(`${certificate.where} holds no certificate in PEM`);
  const secret = attempt(() => createPrivateKey(key.text));
  if (secret === undefined) throw new KubeConfigError(`${key.where} holds no private key in PEM`);
  if (!parsed.checkPrivateKey(secret)) {
    throw new KubeConfigError(`${key.where} is not the key of the certificate in ${certificate.where}`);
  }
  return { cert: certificate.text, key: key.text };
}

type PemField = 'certificate-authority' | 'client-certificate' | 'client-key';

async function readPem(from: Cluster & User, field: PemField): Promise<Pem | undefined> {
  const data = from[`${field}-data`];
  if (data?.length) return { text: data.toString('latin1'), where: `${field}-data` };
  const file = from[field];
  if (!file) return undefined;
  try {
    return { text: await readWithoutWaiting(file, 'latin1'), where: `${field} ${file}` };
  } catch (error) {
    throw new KubeConfigError(`${field} ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** The certificates of a PEM text, without what is none. */
export function readCertificates(text: string): string {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  return blocks.filter((block) => attempt(() => new X509Certificate(block)) !== undefined).join('\n');
}

function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
