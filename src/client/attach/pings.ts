import type { WebSocket } from 'ws';

/**
 * Sends pings, and ends a socket of which nothing was heard for three of them. One that is paused,
 * because its output is not taken, is left alone.
 */
export function startPings(socket: WebSocket, interval: number): () => void {
  let silent = 0;
  const heard = () => {
    silent = 0;
  };
  socket.on('message', heard);
  socket.on('pong', heard);
  const timer = setInterval(() => {
    if (socket.isPaused) return heard();
    if (++silent > 3) return socket.terminate();
    if (socket.readyState === socket.OPEN) socket.ping();
  }, interval);
  return () => clearInterval(timer);
}
