// The kernel's own values: for every program that switches keepalive on and leaves the numbers to it, and for what has no TCP_USER_TIMEOUT.

import type { KeepaliveSettings, Requirements } from '../requirements.ts'
import { losses, sitsOut, writtenLatestMs } from '../satisfies.ts'
import type { Given, Paste } from './paste.ts'

/** For /etc/sysctl.d. Linux, Documentation/networking/ip-sysctl.rst. */
export function linux({ idleS, intervalS, count, settings, requirements }: Given): Paste {
  const retries2 = requirements.busy ? retries2For(settings, requirements) : undefined
  const missing = requirements.busy && retries2 === undefined
  return {
    program: 'sysctl',
    version: 'Linux, for all programs of a machine or network namespace',
    lines: [
      `net.ipv4.tcp_keepalive_time = ${idleS}`,
      `net.ipv4.tcp_keepalive_intvl = ${intervalS}`,
      `net.ipv4.tcp_keepalive_probes = ${count}`,
      ...(retries2 === undefined ? [] : [`net.ipv4.tcp_retries2 = ${retries2}`]),
      ...(settings.synRetries === undefined ? [] : [`net.ipv4.tcp_syn_retries = ${settings.synRetries}`]),
    ],
    note: [
      'The first three are for programs that switch SO_KEEPALIVE on and set no numbers; they switch nothing on.',
      ...(retries2 === undefined
        ? []
        : [
            'tcp_retries2 is for what has no TCP_USER_TIMEOUT, and is for every connection, slow ones too (RFC 1122 wants 100 s).',
          ]),
      ...(missing ? ['No tcp_retries2 keeps the bound: only TCP_USER_TIMEOUT does.'] : []),
    ].join(' '),
    source: 'https://docs.kernel.org/networking/ip-sysctl.html',
  }
}

/** The most that keeps the bound with data in flight, even if it is written just before keepalive tells, and sits the silence out. */
function retries2For({ keepalive }: KeepaliveSettings, requirements: Requirements): number | undefined {
  const { withinMs, tolerateMs } = requirements
  const late = (retries2: number) =>
    losses.slice(0, 2).some(loss => writtenLatestMs({ keepalive, retries2 }, requirements, loss) > withinMs)
  let retries2 = 0
  while (retries2 < 15 && !late(retries2 + 1)) retries2++
  return retries2 > 0 && sitsOut({ retries2 }, 'data-in-flight', tolerateMs, requirements) ? retries2 : undefined
}
