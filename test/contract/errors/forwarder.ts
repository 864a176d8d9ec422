import net from 'node:net';
import { cut, type Front, hold, join, listen } from '../../client/transport/fronts.js';

/** Passes bytes on to the cluster, or no longer. */
export interface Forwarder extends Front {
  /** Where the cluster is found through it. */
  readonly server: string;
  /** Breaks the connections there are, and takes no more. */
  breakOff(): void;
  /** Takes connections and passes nothing on. */
  fallSilent(): void;
}

export async function openForwarder(server: string): Promise<Forwarder> {
  const { protocol, hostname, port } = new URL(server);
  const there = new Set<net.Socket>();
  let silent = false;
  const listener = net.createServer((near) => {
    if (silent) return;
    const far = net.connect(Number(port || 443), hostname);
    hold(there, far);
    join(near, far);
  });
  const front = await listen(listener);
  return {
    port: front.port,
    server: `${protocol}//127.0.0.1:${front.port}`,
    breakOff() {
      listener.close();
      cut(there);
      cut(front.sockets);
    },
    fallSilent() {
      silent = true;
    },
    close: async () => {
      cut(there);
      if (listener.listening) await front.close();
    },
  };
}
