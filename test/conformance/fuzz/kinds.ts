/** What a difference has in common with others: its sentence without positions, values and names. */
export function kindOf(difference: string): string {
  const [line = ''] = difference.split('\n');
  return line
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/\[\d+\]/g, '[]')
    .replace(/-?\d+/g, 'N')
    .replace(/\[[^\]]{3,}\]/g, '[…]')
    .slice(0, 160);
}
