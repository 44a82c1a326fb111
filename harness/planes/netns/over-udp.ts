// What there is not where programs speak UDP: states of a connection, and a RST. By what they say that they speak.
import { idleLimitOf, resets } from '../../faults/all.ts'
import { touches } from '../../faults/paths.ts'
import type { Fault } from '../../model/fault.ts'
import { isClient, isOverUdp, pathsOf } from '../../model/host.ts'
import { isFault } from '../../model/step.ts'
import type { Claimed } from '../plane.ts'

/** The reason, or undefined where there is none. */
export function beyondDatagrams({ hosts, steps, state }: Claimed): string | undefined {
  const speaking = hosts.map(({ name, program: { protocol } }) => ({ name, ...(protocol ? { protocol } : {}) }))
  const overUdp = (path: { from: string; to: string }) => isOverUdp(path, speaking)
  const first = pathsOf(hosts.filter(isClient).slice(0, 1))
  if (state !== undefined && first.length > 0 && first.every(overUdp))
    return `"${state}" is a state of TCP's, and ${first[0]?.from} speaks UDP`
  const paths = pathsOf(hosts)
  const reasons = steps.flatMap(({ does }) => {
    if (!isFault(does)) return []
    const struck = paths.filter(path => touches(does, path))
    return struck.length === 0 ? [] : [ofOtherProtocol(does, struck.map(overUdp))]
  })
  return reasons.find(reason => reason !== undefined)
}

/** `datagrams`: of each path that it is on, whether it is UDP's. */
function ofOtherProtocol(fault: Fault, datagrams: readonly boolean[]): string | undefined {
  const { box, protocol } = idleLimitOf(fault) ?? {}
  if (protocol === 'udp' && !datagrams.includes(true))
    return `the limit of ${box} is that of UDP, and no program that it strikes says that it speaks it: protocol: 'udp'`
  if (datagrams.includes(false)) return undefined
  if (protocol === 'tcp')
    return `the limit of ${box} is that of TCP connections, and what it does to UDP is not said by its source: give one of your own, { idle: '30s' }`
  return resets(fault) ? 'nothing answers a datagram with a RST: UDP has none' : undefined
}
