import { expect, test } from 'vitest'
import { faultSpellings, formatFaultSpec, parseFaultSpec } from '../faults/spelling.ts'
import { messageOf } from '../kit/errors.ts'
import type { FaultSpec } from '../model/fault-spec.ts'

test.for<[string, FaultSpec]>([
  ['none', { fault: { kind: 'none' } }],
  ['power-off', { fault: { kind: 'power-off', host: 'server' } }],
  ['power-off/busy', { fault: { kind: 'power-off', host: 'server' }, state: 'data-in-flight' }],
  ['reboot=30s', { fault: { kind: 'power-off', host: 'server', backAfterMs: 30_000 } }],
  ['black-hole/zero-window', { fault: { kind: 'black-hole', toward: 'both' }, state: 'zero-window' }],
  ['black-hole/connecting', { fault: { kind: 'black-hole', toward: 'both' }, state: 'connecting' }],
  ['blip=500ms', { fault: { kind: 'black-hole', toward: 'both', forMs: 500 } }],
  ['takeover', { fault: { kind: 'takeover', host: 'server', by: 'standby', afterMs: 0, announce: true } }],
  [
    'takeover=2s/idle',
    { fault: { kind: 'takeover', host: 'server', by: 'standby', afterMs: 2_000, announce: true }, state: 'idle' },
  ],
  ['idle-firewall=350s', { fault: { kind: 'idle-firewall', idleMs: 350_000, onNextPacket: 'drop' } }],
  ['idle-firewall=350s,reset', { fault: { kind: 'idle-firewall', idleMs: 350_000, onNextPacket: 'reset' } }],
  [
    'idle-firewall=azure-lb',
    { fault: { kind: 'idle-firewall', idleMs: 240_000, onNextPacket: 'drop', box: 'azure-lb' } },
  ],
  ['slow=2s', { fault: { kind: 'slow', delayMs: 2_000 } }],
  ['loss=2%', { fault: { kind: 'slow', delayMs: 0, lossPercent: 2 } }],
  ['frozen-peer/awaiting-answer', { fault: { kind: 'frozen-peer', host: 'server' }, state: 'awaiting-answer' }],
  ['pause=5s', { fault: { kind: 'frozen-peer', host: 'server', forMs: 5_000 } }],
  ['cpu-starvation=5%', { fault: { kind: 'cpu-starvation', host: 'server', sharePercent: 5 } }],
  ['cpu-competition=9', { fault: { kind: 'cpu-competition', host: 'server', competitors: 9 } }],
  ['reject', { fault: { kind: 'reject', answer: 'reset' } }],
  ['reject=host-unreachable', { fault: { kind: 'reject', answer: 'host-unreachable' } }],
  ['link-down', { fault: { kind: 'link-down', host: 'server', end: 'far' } }],
  ['mtu-black-hole=1000', { fault: { kind: 'mtu-black-hole', maxBytes: 1_000 } }],
  ['conntrack-flush=reset', { fault: { kind: 'conntrack-flush', onNextPacket: 'reset' } }],
  ['reset', { fault: { kind: 'connection-reset' } }],
  ['suspend', { fault: { kind: 'suspend', host: 'server' } }],
  ['suspended=30s', { fault: { kind: 'suspend', host: 'server', forMs: 30_000 } }],
  ['process-kill', { fault: { kind: 'process-kill', host: 'server' } }],
])('%s is read, and written again as it stood', ([text, spec]) => {
  expect(parseFaultSpec(text)).toEqual(spec)
  expect(formatFaultSpec(spec)).toBe(text)
})

test.for([
  ['power-off/data-in-flight', 'power-off/busy'],
  ['blip=0.5s', 'blip=500ms'],
  ['idle-firewall=azure', 'idle-firewall=azure-lb'],
] as const)('%s is another spelling of %s', ([text, spelling]) => {
  expect(formatFaultSpec(parseFaultSpec(text))).toBe(spelling)
})

test('what has no spelling is shown as what it is', () => {
  expect(formatFaultSpec({ fault: { kind: 'black-hole', toward: 'client' } })).toBe('black-hole{"toward":"client"}')
})

test('a spelling that is none is refused with what was got, what is allowed and what was meant', () => {
  const texts = [
    'poweroff',
    'power-off=5s',
    'power-off/bussy',
    'power-off/idle/busy',
    'blip',
    'blip=5',
    'loss=200%',
    'loss=2',
    'idle-firewall=350ms',
    'idle-firewall=350s,drop',
    'idle-firewall=aws-nbl',
    'idle-firewall=aws-alb',
    'reject=icmp',
    '',
  ]
  expect(texts.map(text => errorOf(text))).toMatchInlineSnapshot(`
    [
      "Cannot read the fault: there is no fault "poweroff", got "poweroff". There are none, power-off, reboot, black-hole, blip, takeover, idle-firewall, slow, loss, frozen-peer, pause, cpu-starvation, cpu-competition, reject, link-down, mtu-black-hole, conntrack-flush, process-kill, suspend, suspended, reset, name-move, dns-black-hole, dns-blip, slow-dns, fail-dns, duplicate, reorder, replay. Did you mean "power-off"? [E_FAULT_SPEC]",
      "Cannot read the fault: power-off takes no value, not "5s", got "power-off=5s". Write power-off [E_FAULT_SPEC]",
      "Cannot read the fault: there is no connection state "bussy", got "power-off/bussy". There are idle, awaiting-answer, busy, connecting, zero-window, syn-received. Did you mean "busy"? [E_FAULT_SPEC]",
      "Cannot read the fault: a connection is in one state at a time, got "power-off/idle/busy". Write power-off/idle [E_FAULT_SPEC]",
      "Cannot read the fault: blip needs a value: a length of time, got "blip". Write blip=5s [E_FAULT_SPEC]",
      "Cannot read the fault: blip takes a length of time, not "5", got "blip=5". Write blip=5s [E_FAULT_SPEC]",
      "Cannot read the fault: loss takes a percentage above 0 and below 100, not "200%", got "loss=200%". Write loss=2% [E_FAULT_SPEC]",
      "Cannot read the fault: loss takes a percentage above 0 and below 100, not "2", got "loss=2". Write loss=2% [E_FAULT_SPEC]",
      "Cannot read the fault: idle-firewall takes a middlebox, or a limit in whole seconds, and ',reset' where it answers with a RST, not "350ms", got "idle-firewall=350ms". Write idle-firewall=aws-nlb [E_FAULT_SPEC]",
      "Cannot read the fault: idle-firewall takes a middlebox, or a limit in whole seconds, and ',reset' where it answers with a RST, not "350s,drop", got "idle-firewall=350s,drop". Write idle-firewall=aws-nlb [E_FAULT_SPEC]",
      "Cannot find the middlebox: none of that name is known, got "aws-nbl". Give its limit instead: 350s, in a script { idle: '350s' }. Did you mean "aws-nlb"? [E_MIDDLEBOX]",
      "Cannot use AWS Application Load Balancer as an idle firewall: it closes connections, and notifies both ends, got "aws-alb". Give a limit of your own: 350s, in a script { idle: '350s' } [E_MIDDLEBOX]",
      "Cannot read the fault: reject takes reset, host-unreachable, port-unreachable or admin-prohibited, not "icmp", got "reject=icmp". Write reject=host-unreachable [E_FAULT_SPEC]",
      "Cannot read the fault: there is no fault "", got "". There are none, power-off, reboot, black-hole, blip, takeover, idle-firewall, slow, loss, frozen-peer, pause, cpu-starvation, cpu-competition, reject, link-down, mtu-black-hole, conntrack-flush, process-kill, suspend, suspended, reset, name-move, dns-black-hole, dns-blip, slow-dns, fail-dns, duplicate, reorder, replay. [E_FAULT_SPEC]",
    ]
  `)
})

function errorOf(text: string): string {
  try {
    return JSON.stringify(parseFaultSpec(text))
  } catch (thrown) {
    return messageOf(thrown)
  }
}

test('each spelling that is offered is one that is read', () => {
  expect(faultSpellings()).toContain('power-off')
  for (const text of faultSpellings()) expect(() => parseFaultSpec(text)).not.toThrow()
})
