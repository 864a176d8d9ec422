export const v5 = 'v5.channel.k8s.io';
const v4 = 'v4.channel.k8s.io';

/**
 * The protocol that a client and this server speak. Those before v4 and the ones in base64 are for
 * browsers, and not served here; before 1.30 the API server did not translate v5.
 */
export function chooseProtocol(offered: readonly string[], minor: number): string | undefined {
  return (minor >= 30 ? [v5, v4] : [v4]).find((protocol) => offered.includes(protocol));
}
