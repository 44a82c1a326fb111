// How long boxes on the way remember what was said over UDP: limits of their own, and shorter ones than TCP's. Published facts, each with its source.
import { findMiddlebox, type Middlebox, middleboxes } from './middleboxes.ts'
import file from './udp-middleboxes.json' with { type: 'json' }

/** All that are known. What comes later from outside is dropped: UDP has nothing that would answer it. */
export const udpMiddleboxes: readonly Middlebox[] = file.middleboxes.map(
  ({ idleSeconds, setBy, kind: _kind, confidence: _confidence, ...rest }) => ({
    ...rest,
    idleMs: idleSeconds * 1_000,
    setBy,
    atExpiry: 'silent',
    onNextPacket: 'drop',
    confidence: 'sourced',
  }),
)

/** One of either, by name. Throws E_MIDDLEBOX with the nearest. */
export function findAnyMiddlebox(name: string): Middlebox {
  return udpMiddleboxes.find(({ id, aliases }) => id === name || aliases.includes(name)) ?? findMiddlebox(name)
}

/** What a box's limit is of, by its id; undefined for a box that nobody knows. */
export function middleboxProtocol(box: string): 'tcp' | 'udp' | undefined {
  if (udpMiddleboxes.some(({ id }) => id === box)) return 'udp'
  return middleboxes.some(({ id }) => id === box) ? 'tcp' : undefined
}
