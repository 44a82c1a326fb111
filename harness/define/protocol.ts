// What carries a program's traffic, checked at the door: a timer of TCP's must never be one that counts for UDP.
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { shown } from '../kit/shown.ts'
import { formatSettings } from '../model/format-settings.ts'
import type { Settings } from '../model/settings.ts'

/** What carries a program's traffic. */
export type ProtocolName = 'tcp' | 'udp'

/** The protocol as data: nothing where it is TCP. Throws E_PROTOCOL for another one, and for settings that UDP has not. */
export function parseProtocol(
  program: string,
  written: ProtocolName | undefined,
  settings: Settings,
): { readonly protocol?: 'udp' } {
  if (written === undefined || written === 'tcp') return {}
  if (written !== 'udp')
    throw refusal(program, 'no such protocol', shown(written), `Use ${names.join(' or ')}.${hint(shown(written))}`)
  const { keepalive, userTimeoutMs, retries2, synRetries, rtoMaxMs } = settings
  const ofTcp = [keepalive, userTimeoutMs, retries2, synRetries, rtoMaxMs].some(value => value !== undefined)
  if (ofTcp)
    throw refusal(
      program,
      'UDP has no timer that gives a peer up',
      formatSettings(settings),
      'Name only what the program does itself: heartbeat, readDeadline, requestTimeout, asks',
    )
  return { protocol: 'udp' }
}

const names = ['tcp', 'udp'] as const satisfies readonly ProtocolName[]

function hint(written: string): string {
  return written === 'quic' ? ' QUIC is UDP' : didYouMean(written, names)
}

function refusal(program: string, cause: string, got: string, fix: string): HalfopenError {
  return new HalfopenError('E_PROTOCOL', `Cannot use "${program}": ${cause}, got "${got}"`, { fix })
}
