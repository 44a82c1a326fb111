// What the rtnetlink messages share: their numbers and the shape of a request. rtnetlink(7)
import { ACK, type Msg, ROUTE } from './message.ts'

/** A network device, known by both its names: messages carry the index, commands the name. */
export interface Device {
  readonly name: string
  /** Choose above 100: lower ones are taken by what the kernel makes itself (lo, sit0, tunl0). */
  readonly index: number
}

/** The loopback device, which each namespace has. It starts down. */
export const loopback: Device = { name: 'lo', index: 1 }

export const RTM = {
  NEWLINK: 16,
  DELLINK: 17,
  GETLINK: 18,
  NEWADDR: 20,
  DELADDR: 21,
  GETADDR: 22,
  NEWROUTE: 24,
  DELROUTE: 25,
  GETROUTE: 26,
  NEWNEIGH: 28,
  DELNEIGH: 29,
  GETNEIGH: 30,
} as const

/** A change: acknowledged, with its command. */
export function change(what: string, command: string, type: number, flags: number, ...body: readonly Buffer[]): Msg {
  return { what, command, protocol: ROUTE, type, flags: flags | ACK, body: Buffer.concat(body) }
}

/** A question: answered, without a command. */
export function question(what: string, type: number, ...body: readonly Buffer[]): Msg {
  return { what, command: '', protocol: ROUTE, type, flags: 0, body: Buffer.concat(body) }
}
