import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A certificate and its key, PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface Authority extends Certificate {
  /** Signs a certificate for names and addresses of a server, or for a user and its groups. */
  issue(subject: Subject): Certificate;
  /** Signs the certificate of another authority, which is then an intermediate. */
  issueAuthority(commonName: string): Authority;
}

export interface Subject {
  readonly commonName: string;
  readonly organization?: string;
  readonly hosts?: readonly string[];
  /** Days from now; negative for one that has expired. Default 1. */
  readonly days?: number;
}

/** Makes a certificate authority of the test's own. */
export function createAuthority(commonName: string): Authority {
  return certifyAuthority(commonName, createKeys());
}

/** Signed by another authority, or by itself. */
function certifyAuthority(
  commonName: string,
  keys: KeyPair,
  by: { readonly issuer: Subject; readonly key: KeyObject } = {
    issuer: { commonName },
    key: keys.privateKey,
  },
): Authority {
  const own = { issuer: { commonName }, key: keys.privateKey };
  return {
    cert: certify({ commonName }, keys.publicKey, { ...by, authority: true }),
    key: exportKey(keys.privateKey),
    issue(subject) {
      const { publicKey, privateKey } = createKeys();
      const cert = certify(subject, publicKey, { ...own, authority: false });
      return { cert, key: exportKey(privateKey) };
    },
    issueAuthority: (name) => certifyAuthority(name, createKeys(), own),
  };
}

type KeyPair = ReturnType<typeof createKeys>;
const createKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const exportKey = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();

/** The few bits of X.509 that TLS looks at. Source: RFC 5280 §4.1 */
function certify(
  subject: Subject,
  publicKey: KeyObject,
  by: { readonly issuer: Subject; readonly key: KeyObject; readonly authority: boolean },
): string {
  const until = Date.now() + (subject.days ?? 1) * 86_400_000;
  const algorithm = sequence(objectId(1, 2, 840, 10045, 4, 3, 2));
  const extensions = [
    extension([2, 5, 29, 19], sequence(...(by.authority ? [tagged(0x01, Buffer.of(0xff))] : []))),
    ...(subject.hosts ? [extension([2, 5, 29, 17], sequence(...subject.hosts.map(hostName)))] : []),
  ];
  const content = sequence(
    tagged(0xa0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), randomBytes(8)])),
    algorithm,
    nameOf(by.issuer),
    sequence(time(until - 2 * 86_400_000), time(until)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions)),
  );
  const der = sequence(content, algorithm, bitString(sign('sha256', content, by.key)));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag), sizeOf(body), body]);
}

/** In as few bytes as it takes: Go refuses others. */
function sizeOf({ length }: Buffer): Buffer {
  if (length < 128) return Buffer.of(length);
  return length < 256 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff);
}

const sequence = (...parts: readonly Buffer[]) => tagged(0x30, ...parts);
const integer = (bytes: Buffer) => tagged(0x02, bytes);
const bitString = (bytes: Buffer) => tagged(0x03, Buffer.of(0), bytes);

function objectId(first: number, second: number, ...rest: readonly number[]): Buffer {
  const base128 = (value: number): number[] => [
    ...(value > 127 ? base128(value >> 7).map((byte) => byte | 0x80) : []),
    value & 0x7f,
  ];
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function nameOf({ commonName, organization }: Subject): Buffer {
  const part = (id: Buffer, text: string) => tagged(0x31, sequence(id, tagged(0x0c, Buffer.from(text))));
  return sequence(
    ...(organization ? [part(objectId(2, 5, 4, 10), organization)] : []),
    part(objectId(2, 5, 4, 3), commonName),
  );
}

function time(at: number): Buffer {
  return tagged(0x18, Buffer.from(new Date(at).toISOString().replace(/[-:T]|\.\d+/g, '')));
}

function extension([first = 0, second = 0, ...rest]: readonly number[], value: Buffer): Buffer {
  return sequence(objectId(first, second, ...rest), tagged(0x04, value));
}

function hostName(host: string): Buffer {
  const address = /^\d+\.\d+\.\d+\.\d+$/.test(host);
  return address ? tagged(0x87, Buffer.from(host.split('.').map(Number))) : tagged(0x82, Buffer.from(host));
}
