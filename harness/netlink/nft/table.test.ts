import { expect, test } from 'vitest'
import { accept, drop, rejectWith, rejectWithReset, setWindow } from './action.ts'
import { replaceTable } from './batch.ts'
import { ctState, daddr, dport, iif, longerThan, saddr, tcpFlags } from './match.ts'
import { script, type Table } from './table.ts'

const table: Table = {
  name: 'lab',
  chains: [
    {
      hook: 'forward',
      policy: 'drop',
      rules: [
        { name: 'both ways', when: [iif('rc'), saddr('198.18.1.2'), daddr('198.18.2.2')], does: [accept] },
        { name: 'new only', when: [ctState('new'), tcpFlags(['syn'], ['fin', 'syn', 'rst', 'ack'])], does: [accept] },
        { name: 'long', when: [saddr('fd00:1::2'), longerThan(1000)], does: [drop] },
        { name: 'reset', when: [dport(7000)], does: [rejectWithReset] },
        { name: 'full', when: [iif('rs')], does: [setWindow(0), accept] },
      ],
    },
    { hook: 'output', priority: -10, rules: [{ name: 'no answer', when: [], does: [rejectWith('host-unreachable')] }] },
  ],
}

test('a table is printed as nft(8) reads it, each need once and before the counter', () => {
  expect(script(table)).toMatchInlineSnapshot(`
    "table inet lab
    delete table inet lab
    table inet lab {
      chain forward {
        type filter hook forward priority 0; policy drop;
        iifname "rc" meta nfproto ipv4 ip saddr 198.18.1.2 ip daddr 198.18.2.2 counter accept comment "both ways"
        ct state new meta l4proto tcp tcp flags & (fin|syn|rst|ack) == syn counter accept comment "new only"
        meta nfproto ipv6 ip6 saddr fd00:1::2 meta length > 1000 counter drop comment "long"
        meta l4proto tcp tcp dport 7000 counter reject with tcp reset comment "reset"
        iifname "rs" meta l4proto tcp counter tcp window set 0 accept comment "full"
      }
      chain output {
        type filter hook output priority -10; policy accept;
        counter reject with icmpx type host-unreachable comment "no answer"
      }
    }
    "
  `)
})
test('one message of a batch carries the command, the others none', () => {
  expect(replaceTable(table).map(({ command }) => command.split('\n')[0])).toEqual([
    `nft -f - <<'END'`,
    ...Array(12).fill(''),
  ])
})
