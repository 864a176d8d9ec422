import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

export interface SentRequest {
  readonly method: string;
  readonly path: string;
  /** The client's port of the connection that it goes over. */
  readonly port: number | undefined;
}

/**
 * Calls `act` for each request that this process sends to `host:port`, in the turn of the event loop
 * that writes it, so that nothing in this process has passed it on yet. Returns what ends that.
 */
export function onRequest(to: string, act: (request: SentRequest) => void): () => void {
  const channel = 'http.client.request.start';
  const listener = (message: unknown) => {
    const { request } = message as { readonly request: ClientRequest };
    if (request.getHeader('host') !== to) return;
    const { socket, method, path } = request;
    const tell = () => act({ method, path, port: socket?.localPort });
    // It waits in the socket until that is secure.
    if (socket?.connecting) socket.once('secureConnect', tell);
    else tell();
  };
  subscribe(channel, listener);
  return () => void unsubscribe(channel, listener);
}
