import { expect, test } from 'vitest'
import { parseLimit } from './limit.ts'

test('a limit is a box by its name or an alias, or a length of time', () => {
  expect(parseLimit('aws-nlb')).toEqual({ name: 'aws-nlb-tcp', idleMs: 350_000, box: true })
  expect(parseLimit('240s')).toEqual({ name: '240s', idleMs: 240_000 })
})

test('a box of which nobody says whether probes count is told apart', () => {
  expect(parseLimit('azure-lb')).not.toHaveProperty('unsure')
  expect(parseLimit('aws-gwlb')).toHaveProperty('unsure', true)
})

test.for<[string, string]>([
  [
    'aws-alb',
    'keepalive probes do not count as traffic there, got "aws-alb". It closes the connection and notifies both ends, so that nothing is lost in silence: leave it out, or send something of the protocol\'s own at least every 60 s [E_IDLE_LIMIT]',
  ],
  [
    'haproxy',
    'nobody says after how long it forgets a connection, got "haproxy". Measure it, and give the limit: --idle-limit 300s [E_IDLE_LIMIT]',
  ],
  [
    'linux-conntrack-unacked',
    'it is of data that nobody acknowledges, got "linux-conntrack-unacked". Leave it out: no idle connection meets it [E_IDLE_LIMIT]',
  ],
  ['aws-global-accelerator', 'keepalive probes do not count as traffic there'],
  ['azure-lbx', 'Did you mean "azure-lb"? [E_MIDDLEBOX]'],
  ['240', 'Write 500ms, 30s, 2min, 3h or 5d, without a blank [E_DURATION]'],
])('%s is refused with the fix', ([text, words]) => {
  expect(() => parseLimit(text)).toThrow(words)
})
