// How a fault is typed, word by word, and written as a call: the name of its function, whom it is about, and which of its fields a bare value is.
import type { Fault } from '../model/fault.ts'
import { blackHole } from './black-hole.ts'
import { conntrackFlush } from './conntrack-flush.ts'
import { cpuStarvation } from './cpu-starvation.ts'
import { dnsBlackHole } from './dns-black-hole.ts'
import { duplicate } from './duplicate.ts'
import { failDns } from './fail-dns.ts'
import { frozenPeer } from './frozen-peer.ts'
import { idleFirewall } from './idle-firewall.ts'
import { linkDown } from './link-down.ts'
import { mtuBlackHole } from './mtu-black-hole.ts'
import { moveName } from './name-move.ts'
import { noFault } from './none.ts'
import { powerOff } from './power-off.ts'
import { processKill } from './process-kill.ts'
import { reject } from './reject.ts'
import { reorder } from './reorder.ts'
import { replay } from './replay.ts'
import { reset } from './reset.ts'
import { slow } from './slow.ts'
import { slowDns } from './slow-dns.ts'
import { suspend } from './suspend.ts'
import { takeover } from './takeover.ts'

/** What is known of how one kind is typed. */
export interface Typed {
  /** The function that makes it, by its name in a scenario. */
  readonly call: string
  readonly make: (...args: never[]) => Fault
  /** Whom it is about: one host, a path of two, an heir that takes over, a name and its hosts, or nobody in particular. */
  readonly about: 'host' | 'path' | 'heir' | 'name' | 'all'
  /** The field that a bare length of time or share is. */
  readonly value?: string
  /** A bare word is the first thing that its function takes. */
  readonly word?: string
  /** Shorter names; the first is shown. */
  readonly also?: readonly string[]
  /** As it is typed. */
  readonly example: string
}

/** By kind. A kind without a line does not compile. */
export const typed: Readonly<Record<Fault['kind'], Typed>> = {
  none: { call: 'noFault', make: noFault, about: 'all', example: 'none' },
  'power-off': {
    ...{ call: 'powerOff', make: powerOff, about: 'host', value: 'backAfter' },
    example: 'power-off db [back-after=30s] [neighbours=unreachable]',
  },
  'black-hole': {
    ...{ call: 'blackHole', make: blackHole, about: 'path', value: 'for' },
    example: 'black-hole app db [5s] [toward=db] [port=5432]',
  },
  takeover: {
    ...{ call: 'takeover', make: takeover, about: 'heir', value: 'after' },
    example: 'takeover b [after=2s] [announce=false]',
  },
  'idle-firewall': {
    ...{ call: 'idleFirewall', make: idleFirewall, about: 'path', value: 'idle', word: 'box', also: ['firewall'] },
    example: 'firewall 30s [on-next-packet=reset], or a middlebox: firewall aws-nlb',
  },
  slow: { call: 'slow', make: slow, about: 'path', value: 'delay', example: 'slow app db 2s [jitter=100ms] [loss=2%]' },
  'frozen-peer': {
    ...{ call: 'frozenPeer', make: frozenPeer, about: 'host', value: 'for', also: ['freeze'] },
    example: 'freeze db [5s]',
  },
  'cpu-starvation': {
    ...{ call: 'cpuStarvation', make: cpuStarvation, about: 'host', value: 'sharePercent', also: ['starve'] },
    example: 'starve db 5% [for=30s]',
  },
  'cpu-competition': {
    ...{ call: 'cpuStarvation', make: cpuStarvation, about: 'host', also: ['compete'] },
    example: 'compete db competitors=9 [nice=19]',
  },
  reject: {
    ...{ call: 'reject', make: reject, about: 'path', word: 'answer' },
    example: 'reject host-unreachable app db [toward=db]',
  },
  'link-down': { call: 'linkDown', make: linkDown, about: 'host', example: 'link-down db [end=own]' },
  'mtu-black-hole': {
    ...{ call: 'mtuBlackHole', make: mtuBlackHole, about: 'all', value: 'maxBytes' },
    example: 'mtu-black-hole max-bytes=1000',
  },
  'conntrack-flush': {
    ...{ call: 'conntrackFlush', make: conntrackFlush, about: 'path' },
    example: 'conntrack-flush [app db] [on-next-packet=reset]',
  },
  'process-kill': { call: 'processKill', make: processKill, about: 'host', also: ['kill'], example: 'kill db' },
  suspend: { call: 'suspend', make: suspend, about: 'host', value: 'for', example: 'suspend db [30s]' },
  'connection-reset': { call: 'reset', make: reset, about: 'path', also: ['reset'], example: 'reset app db' },
  'name-move': { call: 'moveName', make: moveName, about: 'name', also: ['move-name'], example: 'move-name db.test b' },
  'dns-black-hole': { call: 'dnsBlackHole', make: dnsBlackHole, about: 'all', value: 'for', example: 'dns-black-hole' },
  'slow-dns': { call: 'slowDns', make: slowDns, about: 'all', value: 'delay', example: 'slow-dns 5s' },
  'fail-dns': {
    ...{ call: 'failDns', make: failDns, about: 'all', value: 'for' },
    example: 'fail-dns [answer=NXDOMAIN] [for=30s]',
  },
  duplicate: {
    ...{ call: 'duplicate', make: duplicate, about: 'path', value: 'percent' },
    example: 'duplicate app db 10%',
  },
  reorder: {
    ...{ call: 'reorder', make: reorder, about: 'path', value: 'delay' },
    example: 'reorder app db 50ms percent=25',
  },
  replay: { call: 'replay', make: replay, about: 'path', value: 'after', example: 'replay app db [after=1s]' },
}

/** What a call makes; it checks its own arguments, whatever they are. */
export function called({ make }: Pick<Typed, 'make'>, args: readonly unknown[]): Fault {
  return (make as (...args: readonly unknown[]) => Fault)(...args)
}
