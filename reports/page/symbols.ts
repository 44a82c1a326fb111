// The shape of each kind of packet and sign: they are told apart without their colours.
import { type SymbolType, symbol, symbolDiamond, symbolPlus, symbolSquare, symbolTimes, symbolTriangle } from 'd3-shape'
import type { Stroke } from './stroke.ts'

/** A packet that is more than data. */
export function packetSign(kind: string, look: string, x: number, y: number): Stroke | undefined {
  const shape = shapes[kind]
  if (!shape) return undefined
  return {
    tag: 'path',
    look,
    at: { d: symbol(shape.type, shape.size)() ?? '', transform: `translate(${x.toFixed(1)} ${y})` },
  }
}

/** Somebody gives its peer up, or works again. */
export function sign(look: 'loss' | 'recovered', x: number, y: number): readonly Stroke[] {
  const transform = `translate(${x.toFixed(1)} ${y})`
  const d = look === 'loss' ? 'M-2.6-2.6 2.6 2.6M2.6-2.6-2.6 2.6' : 'M-3 0-.8 2.4 3-2.2'
  return [
    { tag: 'circle', look, at: { r: signRadius, transform } },
    { tag: 'path', look: 'cut', at: { d, transform } },
  ]
}

export const signRadius = 6.5

const shapes: Readonly<Record<string, { readonly type: SymbolType; readonly size: number }>> = {
  probe: { type: symbolTriangle, size: 38 },
  retransmission: { type: symbolDiamond, size: 38 },
  reset: { type: symbolTimes, size: 44 },
  syn: { type: symbolSquare, size: 38 },
  unreachable: { type: symbolPlus, size: 54 },
}
