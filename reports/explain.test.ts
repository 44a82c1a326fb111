import { describe, expect, test } from 'vitest'
import { parseSettings } from '../harness/define/settings.ts'
import { explain } from '../harness/explain/explain.ts'
import { clients, findClient } from '../harness/facts/clients.ts'
import { renderClients, renderExplanation } from './explain.ts'

const kernel = { release: '6.12', hz: 250 }
const explanation = explain({ settings: parseSettings('keepalive=10/5/3,user-timeout=25s'), kernel })
const look = { colour: false, columns: 100 }

describe('an explanation', () => {
  test('is a table of faults and states, faults with the same answers below each other', () => {
    expect(renderExplanation(explanation, look).split('\n\n')[1]).toMatchInlineSnapshot(`
      " fault                      idle          awaiting answer  busy         connecting    zero window
       power-off                  15.2-25.7 s   15.2-25.7 s      25.2-25.9 s  25.0-25.4 s   up to 25.6 s
       black-hole
       link-down
       reboot=30s
       reject=host-unreachable    15.2-25.7 s   15.2-25.7 s      25.3-27.1 s  up to 1.13 s  up to 25.6 s
       takeover=2s                2.0-10.4 s    2.0-10.4 s       2.0-4.2 s    survives      up to 14.5 s
       reject                     up to 10.4 s  up to 10.4 s     at once      at once       up to 12.4 s
       idle-firewall=azure-lb     survives      15.2-25.7 s      25.2-25.9 s  survives      up to 25.6 s
       idle-firewall=aws-nlb-tcp  survives      up to 10.4 s     at once      survives      up to 12.4 s
       frozen-peer                never         never            never        never         up to 25.6 s
       blip=5s                    survives      survives         survives     survives      false alarm
       none
       process-kill               at once       at once          at once      at once       at once"
    `)
  })

  test('is a list of faults where the terminal is too narrow for a table', () => {
    expect(renderExplanation(explanation, { ...look, columns: 60 }).split('\n\n')[1]).toMatchInlineSnapshot(`
      " power-off, black-hole, link-down, reboot=30s
         idle, awaiting answer: 15.2 - 25.7 s; busy: 25.2 -
         25.9 s; connecting: 25.0 - 25.4 s; zero window: up to
         25.6 s
       reject=host-unreachable
         idle, awaiting answer: 15.2 - 25.7 s; busy: 25.3 -
         27.1 s; connecting: up to 1.13 s; zero window: up to
         25.6 s
       takeover=2s
         idle, awaiting answer: 2.0 - 10.4 s; busy: 2.0 - 4.2 s;
         connecting: survives; zero window: up to 14.5 s
       reject
         idle, awaiting answer: up to 10.4 s; busy, connecting: at
         once; zero window: up to 12.4 s
       idle-firewall=azure-lb
         idle, connecting: survives; awaiting answer: 15.2 -
         25.7 s; busy: 25.2 - 25.9 s; zero window: up to 25.6 s
       idle-firewall=aws-nlb-tcp
         idle, connecting: survives; awaiting answer: up to
         10.4 s; busy: at once; zero window: up to 12.4 s
       frozen-peer
         idle, awaiting answer, busy, connecting: never; zero
         window: up to 25.6 s
       blip=5s, none
         idle, awaiting answer, busy, connecting: survives; zero
         window: false alarm
       process-kill
         at once"
    `)
  })

  test('says each reason once', () => {
    const because = renderExplanation(explanation, look).match(/^ \w.*because [^\n]*$/gm) ?? []
    expect(because.length).toBeGreaterThan(5)
    expect(new Set(because).size).toBe(because.length)
  })

  test('says what a question mark means, where there is one', () => {
    const legend = 'What has a ? may also never come.'
    const maybe = explain({ settings: parseSettings('linux'), kernel })
    expect(renderExplanation(maybe, look)).toContain(legend)
    expect(renderExplanation(explanation, look)).not.toContain('?')
  })

  test('of a client begins with what is known of it', () => {
    const client = { ...findClient('libpq'), measured: ['psql 15 as it comes: power-off, in flight 15 min 39 s'] }
    const known = explain({ settings: parseSettings(client.settings), client, kernel })
    expect(renderExplanation(known, look).split('\n\n')[0]).toMatchInlineSnapshot(`
      " libpq (psql, psycopg, etc.), current
         as it comes linux
         notes       keepalives=1; 0 leaves idle, interval and count to the system. tcp_user_timeout works
                     where TCP_USER_TIMEOUT exists.
         measured    psql 15 as it comes: power-off, in flight 15 min 39 s
         can be set  keepalives, keepalives_idle, keepalives_interval, keepalives_count, tcp_user_timeout
                     (ms), connect_timeout
         source      https://www.postgresql.org/docs/current/libpq-connect.html (sourced)
       Counted from the fault, in whatever phase of the timers it comes; a request, a write or a SYN went
       out just before it. What has a ? may also never come. Linux 6.12, HZ=250, on a network of its own:
       --rtt says how long the way is."
    `)
  })

  test('marks what its caller is told at another time, and says why where the league has measured that', () => {
    const client = findClient('redis-py')
    const known = explain({ settings: parseSettings(client.settings), client, kernel })
    const [head, table, ...rest] = renderExplanation(known, look).split('\n\n')
    expect(head?.replaceAll(/\s+/g, ' ')).toContain('What has a * is another time for its caller, as said below.')
    expect(table).toMatch(/^ power-off +15\.2-47\.5 s\* +5\.0-5\.1 s\* /m)
    expect(table).toMatch(/^ none +survives +survives +survives +survives +false alarm$/m)
    expect(rest.join('\n\n')).toContain(
      ' Measured otherwise:\n   takeover=2s: idle: A subscriber connects again in silence',
    )
    expect(renderExplanation(explanation, look)).not.toContain('*')
  })

  test.for([60, 80, 100])('keeps to %i columns', columns => {
    expect(longest(renderExplanation(explanation, { colour: false, columns }))).toBeLessThanOrEqual(columns)
    expect(longest(renderClients(clients, { colour: false, columns }))).toBeLessThanOrEqual(columns)
  })

  test('is coloured on a terminal only', () => {
    expect(renderExplanation(explanation, { ...look, colour: true })).toContain('\u001B[31m')
    expect(renderExplanation(explanation, look)).not.toContain('\u001B')
  })
})

function longest(text: string): number {
  return Math.max(...text.split('\n').map(line => line.length))
}
