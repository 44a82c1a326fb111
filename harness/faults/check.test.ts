import { describe, expect, test } from 'vitest'
import { blackHole } from '../faults/black-hole.ts'
import { checkFault } from '../faults/check.ts'
import { cpuStarvation } from '../faults/cpu-starvation.ts'
import { frozenPeer } from '../faults/frozen-peer.ts'
import { idleFirewall } from '../faults/idle-firewall.ts'
import { powerOff } from '../faults/power-off.ts'
import { processKill } from '../faults/process-kill.ts'
import { slow } from '../faults/slow.ts'
import { messageOf } from '../kit/errors.ts'
import type { Fault } from '../model/fault.ts'
import { takeover } from './takeover.ts'

const faults: readonly Fault[] = [
  { kind: 'none' },
  powerOff('server'),
  blackHole(),
  blackHole({ toward: 'client', for: '5s' }),
  blackHole({ between: ['app#1', 'db'] }),
  takeover({ host: 'a', by: 'b', after: '2s' }),
  idleFirewall({ idle: '350s', onNextPacket: 'reset' }),
  slow({ delay: '2s', jitter: '100ms', loss: 2, toward: 'client', for: '5s' }),
  frozenPeer('client'),
  frozenPeer('server', { for: '5s' }),
  cpuStarvation('server', { sharePercent: 5 }),
  cpuStarvation('server', { competitors: 9, nice: 19, for: '5s' }),
  processKill('server'),
]

test.for(faults)('a fault of this kind is taken as it is: $kind', fault => {
  expect(checkFault(fault)).toBe(fault)
})

function refusalOf(fault: unknown): string {
  try {
    checkFault(fault)
  } catch (thrown) {
    return messageOf(thrown)
  }
  return 'taken'
}

describe('what is no fault is refused, with the fix', () => {
  test.for<[unknown, string]>([
    [
      { kind: 'black-hole', towards: 'both' },
      'Cannot use the fault black-hole: unknown field, got "towards". It has kind, between, port, connection, toward, forMs. Did you mean "toward"? [E_FAULT]',
    ],
    [
      { kind: 'black-hole' },
      'Cannot use the fault black-hole: it has no toward. Add toward: a host\'s name or "both" [E_FAULT]',
    ],
    [
      { kind: 'black-hole', toward: 5 },
      'Cannot use the fault black-hole: toward must be a host\'s name or "both", got 5 [E_FAULT]',
    ],
    [
      { kind: 'black-hole', toward: 'both', between: ['client'] },
      'Cannot use the fault black-hole: between must be a list of 2, each a host\'s name, got ["client"] [E_FAULT]',
    ],
    [{ kind: 'power-off', host: '' }, 'Cannot use the fault power-off: host must be a host\'s name, got "" [E_FAULT]'],
    [
      { kind: 'reject', answer: 'rst' },
      'Cannot use the fault reject: answer must be "reset" or "host-unreachable" or "port-unreachable" or "admin-prohibited", got "rst" [E_FAULT]',
    ],
    [
      { kind: 'black-hole', toward: 'both', forMs: '5s' },
      'Cannot use the fault black-hole: forMs must be a number of milliseconds, got "5s" [E_FAULT]',
    ],
    [
      { kind: 'black-hole', toward: 'both', forMs: -1 },
      'Cannot use the fault black-hole: forMs must be a number of milliseconds, got -1 [E_FAULT]',
    ],
    [
      { kind: 'black-hole', toward: 'both', forMs: Number.NaN },
      'Cannot use the fault black-hole: forMs must be a number of milliseconds, got null [E_FAULT]',
    ],
    [
      { kind: 'slow', delayMs: 0, lossPercent: 100 },
      'Cannot use the fault slow: lossPercent must be a number above 0 and below 100, got 100 [E_FAULT]',
    ],
    [
      { kind: 'cpu-starvation', host: 'server', sharePercent: 0 },
      'Cannot use the fault cpu-starvation: sharePercent must be a number above 0 and below 100, got 0 [E_FAULT]',
    ],
    [
      { kind: 'cpu-starvation', host: 'server' },
      'Cannot use the fault cpu-starvation: it has no sharePercent. Add sharePercent: a number above 0 and below 100 [E_FAULT]',
    ],
    [
      { kind: 'cpu-competition', host: 'server', competitors: 101 },
      'Cannot use the fault cpu-competition: competitors must be a whole number from 1 to 100, got 101 [E_FAULT]',
    ],
    [
      null,
      'Cannot use the fault: it is not an object, got "null". Write powerOff(\'server\'), blackHole() or another of the faults [E_FAULT]',
    ],
  ])('%j', ([fault, message]) => {
    expect(refusalOf(fault)).toBe(message)
  })

  test('an unknown kind is answered with all that there are, and the nearest', () => {
    const message = refusalOf({ kind: 'power-of', host: 'server' })
    expect(message).toMatch(
      /^Cannot use the fault: there is none of that kind, got "power-of"\. There are .*power-off, black-hole, .*\. Did you mean "power-off"\? \[E_FAULT\]$/,
    )
  })

  test('a field that every object inherits is no field of a fault', () => {
    expect(refusalOf({ kind: 'constructor' })).toContain('there is none of that kind')
    expect(refusalOf({ kind: 'power-off', host: 'server', toString: 1 })).toContain('unknown field, got "toString"')
  })
})
