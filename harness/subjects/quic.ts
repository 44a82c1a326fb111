// A QUIC server and a QUIC client as data: quic-go, as it comes, with the two settings that decide what becomes of a silent connection.
import { command, type Program } from '../define/command.ts'
import type { CommandOptions } from '../define/command-options.ts'
import { type Duration, lengthOf } from '../define/duration.ts'
import { refuseUnknown } from '../define/unknown.ts'
import { clientWords } from './own-program.ts'
import { buildQuicPeer, quicNeeds, quicPeer } from './quic-peer.ts'

/**
 * A server that answers each word, and is back (`recoveredBy`) when quic-go takes its client to be at another address: RFC 9000 section 9.
 * @example quicServer({ newsEvery: '40s' })
 * @throws E_DURATION when what should be a length of time is none
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function quicServer(options: QuicServerOptions = {}): QuicProgram {
  refuseUnknown('QUIC server', options, [...both, 'newsEvery', 'migration'])
  const { newsEvery, migration = true } = options
  const flags = [
    ...silence('server', options),
    ...flag('news', '`newsEvery` of the QUIC server', newsEvery),
    ...(migration ? [] : ['-migration=false']),
  ]
  return quicProgram('server', flags, {
    ready: /^listening$/,
    connected: /^heard: /,
    recovered: /^migrated: /,
  })
}

/**
 * A client that asks, and connects again after each loss. What ended a connection is said by its code: IDLE_TIMEOUT, STATELESS_RESET,
 * HANDSHAKE_TIMEOUT, QUIC.
 * @example quicClient({ idleTimeout: '60s', keepAlive: '20s' })
 * @throws E_DURATION when what should be a length of time is none
 * @throws E_UNKNOWN_FIELD when an option is misspelt
 */
export function quicClient(options: QuicClientOptions = {}): QuicProgram {
  refuseUnknown('QUIC client', options, [...both, 'asksEvery'])
  return quicProgram(
    'client',
    [...silence('client', options), ...flag('every', '`asksEvery` of the QUIC client', options.asksEvery)],
    clientWords,
  )
}

/** A subject that is built on first use. */
export type QuicProgram = Program & Required<Pick<Program, 'prepare'>>

/** What both ends may be given. */
export interface QuicOptions {
  /** max_idle_timeout: the smaller one of both ends counts (RFC 9000 section 10.1). @default '30s' */
  idleTimeout?: Duration
  /** A PING after so much silence; quic-go makes it half the idle timeout at the most. @default off */
  keepAlive?: Duration
}

/** What a server may be given. */
export interface QuicServerOptions extends QuicOptions {
  /** Says something by itself after each so long. @default never */
  newsEvery?: Duration
  /**
   * Follows a client to another address (RFC 9000 section 9.3). `false`: hears nobody at an address that has not begun a connection, as behind a
   * balancer that knows its clients by address and port.
   * @default true
   */
  migration?: boolean
}

/** What a client may be given. */
export interface QuicClientOptions extends QuicOptions {
  /** Asks after each so long. @default once */
  asksEvery?: Duration
}

const both = ['idleTimeout', 'keepAlive'] as const

function silence(role: 'server' | 'client', { idleTimeout = '30s', keepAlive }: QuicOptions): readonly string[] {
  const where = (field: string) => `\`${field}\` of the QUIC ${role}`
  return [...flag('idle', where('idleTimeout'), idleTimeout), ...flag('keepalive', where('keepAlive'), keepAlive)]
}

function flag(name: string, where: string, value: Duration | undefined): readonly string[] {
  return value === undefined ? [] : [`-${name}`, `${lengthOf(where, value)}ms`]
}

function quicProgram(role: 'server' | 'client', flags: readonly string[], words: CommandOptions): QuicProgram {
  const line = [quicPeer(), ...flags, role, '{host}', '{port}']
  const program = command(line, { name: `quic-${role}`, protocol: 'udp', needs: quicNeeds(), ...words })
  return { ...program, prepare: buildQuicPeer }
}
