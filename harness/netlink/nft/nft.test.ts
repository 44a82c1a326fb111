import { expect } from 'vitest'
import { sandboxed } from '../fixtures/sandbox.ts'

const { seen, test } = await sandboxed('nft')

test('each match counts the packets it is about, and its twin counts none', () => {
  expect(seen['what matches']).toMatchInlineSnapshot(`
    {
      "daddr v4": true,
      "daddr v4 other": false,
      "daddr v6": true,
      "daddr v6 other": false,
      "dport": true,
      "dport other": false,
      "established": true,
      "iif nowhere": false,
      "iif rc": true,
      "in rc out rc": false,
      "in rc out rs": true,
      "longer than 60": true,
      "longer than 70000": false,
      "new": true,
      "oif nowhere": false,
      "oif rs": true,
      "saddr v4": true,
      "saddr v4 and v6": false,
      "saddr v4 other": false,
      "saddr v6": true,
      "saddr v6 other": false,
      "sport": true,
      "sport other": false,
      "syn": true,
      "tcp": true,
      "untracked": false,
      "xmas": false,
    }
  `)
})
test('a rule counts packets and bytes exactly, for IPv4 and IPv6', () => {
  expect(seen['exact counts']).toEqual({
    'syn from client': { packets: 2, bytes: 140 },
    'syn v6': { packets: 1, bytes: 80 },
  })
})
test('accept passes what the policy would drop', () => {
  expect(seen.accepted).toEqual(['hello', 'hello', { 'tcp passes': true }])
  expect(seen['dropped by policy']).toBe('SYN-SENT')
})
test('drop answers nothing', () => expect(seen.dropped).toEqual(['SYN-SENT', 'SYN-SENT']))
test('each rejection gives the client its own error, over IPv4 and over IPv6', () => {
  expect(seen.reset).toEqual(['ECONNREFUSED', 'ECONNREFUSED'])
  expect(seen['rejected with ICMP']).toEqual({
    'port-unreachable': ['ECONNREFUSED', 'ECONNREFUSED'],
    'host-unreachable': ['EHOSTUNREACH', 'EHOSTUNREACH'],
    'admin-prohibited': ['EHOSTUNREACH', 'EACCES'],
    'no-route': ['ENETUNREACH', 'ENETUNREACH'],
  })
})
test('a reset ends a connection that stands', () => expect(seen['reset after the handshake']).toBe('ECONNRESET'))
test('dropping long packets lets short ones pass', () => expect(seen['MTU black hole']).toEqual(['hello', true]))
test('a window rewritten to 0 makes the sender probe, with a checksum that is still right', () => {
  expect(seen['zero window']).toEqual([['persist', 'persist'], { full: true }])
})
test('ICMP that calls a host unreachable is recognised in both families, and absent before', () => {
  const none = { all: false, v4: false, v6: false, 'too big': false }
  expect(seen['unreachable told']).toEqual([none, { ...none, all: true, v4: true, v6: true }])
})
test('ICMP that reports a small MTU is recognised, and absent before', () => {
  expect(seen['ICMP black hole']).toEqual([
    { v4: false, v6: false },
    { v4: true, v6: true },
  ])
})
test('a batch with one bad rule is refused as a whole: the old rules stay, the rule and its part are named', () => {
  expect(seen['refused as a whole']).toMatchInlineSnapshot(`
    [
      "Cannot add rule "bad" to table lab in router: there is no such thing, at "moon phase full" (ENOENT). Use a kernel with CONFIG_NFT_CT, CONFIG_NF_CONNTRACK, CONFIG_NFT_REJECT_INET and CONFIG_NFT_MASQ [E_KERNEL]",
      [
        "kept",
      ],
    ]
  `)
})
test('a name that cannot stand for a rule is refused', () =>
  expect(seen['bad names']).toMatchInlineSnapshot(`
  [
    "Cannot build table lab: two rules have one name, got "a". Use 1 to 120 bytes, each name once, without quotes, backslashes and line breaks [E_RULE]",
    "Cannot build table lab: not a rule name, got "a"b". Use 1 to 120 bytes, each name once, without quotes, backslashes and line breaks [E_RULE]",
  ]
`))
test('tables live and go independently of each other', () =>
  expect(seen['two tables']).toMatchInlineSnapshot(`
    [
      [
        [
          "kept",
        ],
        [
          "other",
        ],
      ],
      [],
      "Cannot delete table second in router: there is no such thing (ENOENT) [E_KERNEL]",
    ]
  `))
