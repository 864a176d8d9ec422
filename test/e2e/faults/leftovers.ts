/** How many sockets, servers and timers keep this process alive. */
export function countLeftovers(): number {
  return process.getActiveResourcesInfo().filter((name) => /TCP|TLS|Timeout|Immediate/.test(name)).length;
}
