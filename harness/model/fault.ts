// What can go wrong, as data: one line a fault. A plane that has no injector for a kind cannot show it, and says so.
import type { Host, Ms } from './units.ts'

/** Every fault and its fields. A new fault is one line here, one injector in each able plane, and one scenario. */
export interface Faults {
  /** The healthy control: nothing goes wrong. Its evidence is that traffic goes on. */
  none: Record<never, never>
  /** The host loses power: it is gone without a FIN, a RST or an ICMP message. */
  'power-off': { host: Host }
  /** Packets toward the named side vanish without a word. `forMs`: heals by itself after that long, a blip. */
  'black-hole': { toward: 'client' | 'server' | 'both'; forMs?: Ms }
  /** A firewall forgets a connection after `idleMs` without a byte; what comes later is dropped or answered with a RST. */
  'idle-firewall': { idleMs: Ms; onNextPacket: 'drop' | 'reset' }
  /** The process stops running (SIGSTOP) while its kernel goes on answering. */
  'frozen-peer': { host: Host }
  /** The control: the process is killed, its kernel closes the connection, everybody is told. */
  'process-kill': { host: Host }
}

/** A fault as data: its kind and its fields. */
export type Fault<K extends keyof Faults = keyof Faults> = { [P in K]: Readonly<{ kind: P } & Faults[P]> }[K]
