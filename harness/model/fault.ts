// What can go wrong, as data: one line a fault. A plane that has no injector for a kind cannot show it, and says so.
import type { HostName, Ms } from './units.ts'

/**
 * A part of a hundred.
 * @exclusiveMinimum 0
 * @exclusiveMaximum 100
 */
type Percent = number

/** Every fault and its fields. A new fault is one line here, one injector in each able plane, and one scenario. */
export interface Faults {
  /** The healthy control: nothing goes wrong. Its evidence is that traffic goes on. */
  none: Record<never, never>
  /**
   * The host loses power: it is gone without a FIN or a RST. `neighbours`: what the last router says of it, nothing by default, or
   * that the host is unreachable (ICMP, RFC 1812 section 5.3.4), as routers do on the host's own segment. `backAfterMs`: a reboot.
   */
  'power-off': { host: HostName; neighbours?: 'silent' | 'unreachable'; backAfterMs?: Ms }
  /** Packets toward the named side vanish without a word. `forMs`: heals by itself after that long, a blip. */
  'black-hole': { toward: HostName | 'both'; between?: readonly [HostName, HostName]; forMs?: Ms }
  /**
   * A firewall forgets a connection after `idleMs` without a byte; what comes later is dropped or answered with a RST. `box`: whose
   * limit that is, for the report.
   */
  'idle-firewall': { idleMs: Ms; onNextPacket: 'drop' | 'reset'; box?: string }
  /**
   * The way is slow, and nobody is dead: each packet toward the named side, both where absent, comes `delayMs` later, more or less by
   * up to `jitterMs`, and some are lost. Toward both an answer comes later by twice the delay. `forMs`: heals by itself.
   */
  slow: { delayMs: Ms; jitterMs?: Ms; lossPercent?: Percent; toward?: HostName | 'both'; forMs?: Ms }
  /** The process stops running (SIGSTOP) while its kernel goes on answering. `forMs`: it goes on by itself, a pause. */
  'frozen-peer': { host: HostName; forMs?: Ms }
  /** The host's programs together get no more than so much of one CPU, and are stopped (SIGSTOP) while they are ahead of that. */
  'cpu-starvation': { host: HostName; sharePercent: Percent }
  /** The server is switched off and the standby takes its address over; `announce`: with a gratuitous ARP (RFC 5227 section 3). */
  takeover: { host: HostName; by: HostName; afterMs: Ms; announce: boolean }
  /** Something on the way answers each packet: with a RST, or with an ICMP message that says why. */
  reject: { answer: 'reset' | 'host-unreachable' | 'port-unreachable' | 'admin-prohibited' }
  /** A cable is pulled: at the host's own end, or at the router's end of it. */
  'link-down': { host: HostName; end: 'own' | 'far' }
  /** Packets longer than this vanish without a word, as behind a tunnel that drops ICMP (RFC 2923 section 2.1). */
  'mtu-black-hole': { maxBytes: number }
  /** A firewall forgets every connection at once; what comes later is dropped or answered with a RST. */
  'conntrack-flush': { onNextPacket: 'drop' | 'reset' }
  /** The control: the process is killed, its kernel closes the connection, everybody is told. */
  'process-kill': { host: HostName }
}

/** A fault as data: its kind and its fields. */
export type Fault<K extends keyof Faults = keyof Faults> = { [P in K]: Readonly<{ kind: P } & Faults[P]> }[K]
