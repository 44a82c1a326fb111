import { readFile } from 'node:fs/promises'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { ProcessReading } from './connection.ts'
import { connection, keepalive, listener, sampleReading } from './fixtures/readings.ts'
import { nothingText } from './footer.ts'
import { type Asked, auditReport } from './report.ts'
import { renderAudit } from './table.ts'

const off = { keepalive: 'off', userTimeoutMs: 'off' } as const
const kernel = { release: '6.12.0', hz: 250 }

function rendered(readings: readonly ProcessReading[], asked: Partial<Asked> = {}): string {
  return `\n${renderAudit(auditReport(readings, { kernel, ...asked }), { colour: false })}`
}

test('a limit makes a verdict of each connection, the worst first, and a count of them', () => {
  expect(rendered([sampleReading()], { withinMs: 60_000 })).toMatchInlineSnapshot(`
    "
     peer              now          settings                              a dead peer is noticed after    within 60 s
     198.18.2.2:5432   idle 3 min   keepalive off                         never idle, 16 min 15 s busy    FAIL
       silently forgotten by azure-lb 240 s, aws-nlb-tcp 350 s, gcp-vpc-firewall 600 s and 20 more
       set SO_KEEPALIVE with idle + interval x count below 60 s
       set TCP_USER_TIMEOUT or a request timeout below 60 s: while busy tcp_retries2=15 decides, not keepalive
     198.18.2.3:6379   idle 4.0 s   keepalive 30/10/3                     62.9 s idle, 16 min 15 s busy   FAIL
       set keepalive's idle + interval x count below 60 s
       set TCP_USER_TIMEOUT or a request timeout below 60 s: while busy tcp_retries2=15 decides, not keepalive
     198.18.2.4:443    idle 0.2 s   keepalive 10/5/3, user timeout 25 s   25.7 s idle, 25.9 s busy        pass
     2 of 3 connections fall outside 60 s
     source    socket options of process 4242 (node orders-web.js)
     busy      data was sent, and is not acknowledged; idle: nothing is outstanding
     unseen    heartbeats and timeouts of the program itself: with them it notices sooner
    "
  `)
})

test('without a limit it says what each would need in any case', () => {
  expect(rendered([sampleReading()])).toMatchInlineSnapshot(`
    "
     peer              now          settings                              a dead peer is noticed after
     198.18.2.2:5432   idle 3 min   keepalive off                         never idle, 16 min 15 s busy
       silently forgotten by azure-lb 240 s, aws-nlb-tcp 350 s, gcp-vpc-firewall 600 s and 20 more
       set SO_KEEPALIVE with idle below 240 s for azure-lb
       set TCP_USER_TIMEOUT or a request timeout: while busy tcp_retries2=15 decides, not keepalive
     198.18.2.3:6379   idle 4.0 s   keepalive 30/10/3                     62.9 s idle, 16 min 15 s busy
       set TCP_USER_TIMEOUT or a request timeout: while busy tcp_retries2=15 decides, not keepalive
     198.18.2.4:443    idle 0.2 s   keepalive 10/5/3, user timeout 25 s   25.7 s idle, 25.9 s busy
     source    socket options of process 4242 (node orders-web.js)
     busy      data was sent, and is not acknowledged; idle: nothing is outstanding
     unseen    heartbeats and timeouts of the program itself: with them it notices sooner
    "
  `)
})

test('connections that are alike are one row, and those that lack the same have it told once', () => {
  const ages = [4_000, 60_000, 180_000]
  const connections = [
    ...ages.map((idleMs, i) => connection(i, '198.18.2.2:5432', off, { idleMs })),
    connection(7, '198.18.2.9:5432', off),
  ]
  expect(rendered([sampleReading({ connections })])).toMatchInlineSnapshot(`
    "
     peer                 now                  settings        a dead peer is noticed after
     198.18.2.2:5432 x3   idle 4.0 s - 3 min   keepalive off   never idle, 16 min 15 s busy
     198.18.2.9:5432      idle 1.0 s           keepalive off   never idle, 16 min 15 s busy
       silently forgotten by azure-lb 240 s, aws-nlb-tcp 350 s, gcp-vpc-firewall 600 s and 20 more
       set SO_KEEPALIVE with idle below 240 s for azure-lb
       set TCP_USER_TIMEOUT or a request timeout: while busy tcp_retries2=15 decides, not keepalive
     source    socket options of process 4242 (node orders-web.js)
     busy      data was sent, and is not acknowledged; idle: nothing is outstanding
     unseen    heartbeats and timeouts of the program itself: with them it notices sooner
    "
  `)
})

test('accepted connections are named by the port that they came to, and held by whichever processes', () => {
  const local = { address: '198.18.1.2', port: 8080 }
  const accepted = (pid: number, inode: number, port: number) =>
    connection(inode, `198.18.3.1:${port}`, off, {}, { pid, local })
  const parent = sampleReading({
    pid: 100,
    name: 'web',
    listening: [listener(8080, off)],
    connections: [accepted(100, 1, 5)],
  })
  const child = sampleReading({ pid: 101, name: 'web', connections: [accepted(101, 1, 5), accepted(101, 2, 6)] })
  const other = sampleReading({
    pid: 102,
    name: 'web',
    connections: [connection(3, '[fd00::2]:443', off, {}, { pid: 102 })],
  })
  expect(rendered([parent, child, other])).toMatchInlineSnapshot(`
    "
     peer                 pid        now          settings        a dead peer is noticed after
     :8080 from 2 peers   100, 101   idle 1.0 s   keepalive off   never idle, 16 min 15 s busy
     [fd00::2]:443        102        idle 1.0 s   keepalive off   never idle, 16 min 15 s busy
       silently forgotten by azure-lb 240 s, aws-nlb-tcp 350 s, gcp-vpc-firewall 600 s and 20 more
       set SO_KEEPALIVE with idle below 240 s for azure-lb
       set TCP_USER_TIMEOUT or a request timeout: while busy tcp_retries2=15 decides, not keepalive
     source    socket options of 3 processes
     busy      data was sent, and is not acknowledged; idle: nothing is outstanding
     unseen    heartbeats and timeouts of the program itself: with them it notices sooner
    "
  `)
})

test('what is in trouble now comes first', () => {
  const set = { keepalive: keepalive(10, 5, 3), userTimeoutMs: 25_000 } as const
  const connections = [
    connection(1, '198.18.2.1:1', set),
    connection(2, '198.18.2.2:1', off, { state: 'data-in-flight', unheardMs: 40_000, unanswered: 5 }),
    connection(3, '198.18.2.3:1', set, { state: 'zero-window', unanswered: 1 }),
    connection(
      4,
      '198.18.2.4:1',
      { ...set, synRetries: 6 },
      { state: 'connecting', unanswered: 3 },
      { state: 'SYN-SENT' },
    ),
    connection(5, '198.18.2.5:1', set, {}, { state: 'CLOSE-WAIT' }),
    connection(6, '198.18.2.6:1', set, { unheardMs: 15_000, unanswered: 1 }),
  ]
  expect(rendered([sampleReading({ connections })], { withinMs: 60_000 })).toMatchInlineSnapshot(`
    "
     peer           now                          settings                              a dead peer is noticed after   within 60 s
     198.18.2.2:1   unanswered 40.0 s, 5 tries   keepalive off                         never idle, 16 min 15 s busy   FAIL
       silently forgotten by azure-lb 240 s, aws-nlb-tcp 350 s, gcp-vpc-firewall 600 s and 20 more
       set SO_KEEPALIVE with idle + interval x count below 60 s
       set TCP_USER_TIMEOUT or a request timeout below 60 s: while busy tcp_retries2=15 decides, not keepalive
     198.18.2.5:1   peer has closed              keepalive 10/5/3, user timeout 25 s   reported already
       close it: the peer has, and the program was notified and still holds it
     198.18.2.3:1   peer takes no data, 1 try    keepalive 10/5/3, user timeout 25 s   25.7 s idle, 25.9 s busy       pass
       mind TCP_USER_TIMEOUT: a living peer that takes no data for 25 s is given up as well
     198.18.2.6:1   unanswered 15.0 s, 1 try     keepalive 10/5/3, user timeout 25 s   25.7 s idle, 25.9 s busy       pass
     198.18.2.1:1   idle 1.0 s                   keepalive 10/5/3, user timeout 25 s   25.7 s idle, 25.9 s busy       pass
     198.18.2.4:1   connecting, 3 tries          keepalive 10/5/3, user timeout 25 s   25.4 s connecting              pass
     1 of 5 connections falls outside 60 s
     source    socket options of process 4242 (node orders-web.js)
     busy      data was sent, and is not acknowledged; idle: nothing is outstanding
     unseen    heartbeats and timeouts of the program itself: with them it notices sooner
    "
  `)
})

test('what the source hides is said to be hidden, and nothing is concluded from it', () => {
  const connections = [
    connection(1, '198.18.2.1:1', { keepalive: { idleAtLeastMs: 29_000 }, userTimeoutMs: 'not visible' }),
    connection(
      2,
      '198.18.2.2:1',
      { keepalive: 'not visible', userTimeoutMs: 'not visible' },
      { state: 'data-in-flight' },
    ),
  ]
  const reading = sampleReading({
    connections,
    source: 'sock_diag',
    because: 'pidfd_getfd is refused (EPERM)',
    fix: 'run it as root (Linux 5.6)',
    namespace: 'another',
    settings: { assumed: true, retries2: 15, keepalive: keepalive(7_200, 75, 9) },
  })
  expect(rendered([reading], { withinMs: 60_000 })).toMatchInlineSnapshot(`
    "
     peer           now          settings                            a dead peer is noticed after            within 60 s
     198.18.2.1:1   idle 1.0 s   keepalive on, idle 29.0 s or more   29.0 s or more idle, busy not visible   inconclusive
     198.18.2.2:1   busy         keepalive not visible               idle not visible, busy not visible      inconclusive
     2 of 2 connections are open: what decides is not visible
     source    sock_diag of process 4242 (node orders-web.js), in another network namespace
     hidden    keepalive's numbers and user timeouts, since pidfd_getfd is refused (EPERM): run it as root (Linux 5.6)
     busy      data was sent, and is not acknowledged; idle: nothing is outstanding
     unseen    heartbeats and timeouts of the program itself: with them it notices sooner
     assumed   tcp_retries2=15: root alone may read that of another namespace
    "
  `)
})

test('without times it says what a connection is doing, and not for how long', () => {
  const timeless = (inode: number) => {
    const { now, ...rest } = connection(inode, '198.18.2.2:5432', off)
    return { ...rest, now: { state: now.state, unanswered: now.unanswered } }
  }
  expect(rendered([sampleReading({ connections: [timeless(1), timeless(2)] })])).toContain(
    '\n 198.18.2.2:5432 x2   idle   keepalive off ',
  )
})

test('the README shows what is printed', async () => {
  const readme = await readFile(new URL('./README.md', import.meta.url), 'utf8')
  expect(readme).toContain(rendered([sampleReading()], { withinMs: 60_000 }))
})

test('what is hidden decides nothing, but for a timer that runs longer than the limit', () => {
  const hidden = (idleAtLeastMs: number) => ({ keepalive: { idleAtLeastMs }, userTimeoutMs: 'not visible' }) as const
  const verdictOf = (idleAtLeastMs: number) =>
    auditReport([sampleReading({ connections: [connection(1, '198.18.2.1:1', hidden(idleAtLeastMs))] })], {
      kernel,
      withinMs: 60_000,
    }).verdict
  expect([verdictOf(59_000), verdictOf(61_000)]).toEqual(['inconclusive', 'fail'])
})

test('a descendant that could not be read is named, and leaves a pass in doubt', () => {
  const good = sampleReading({
    connections: [connection(1, '127.0.0.1:1', { keepalive: keepalive(10, 5, 3), userTimeoutMs: 25_000 })],
  })
  const unread = [
    { pid: 7, reason: 'Cannot look into process 7 (web): it belongs to uid 33, and you are uid 1000 [E_PERMISSION]' },
  ]
  const report = (asked: Partial<Asked>) => auditReport([good], { kernel, withinMs: 60_000, ...asked })
  expect([report({}).verdict, report({ unread }).verdict]).toEqual(['pass', 'inconclusive'])
  expect(rendered([good], { withinMs: 60_000, unread })).toMatchInlineSnapshot(`
    "
     peer          now          settings                              a dead peer is noticed after   within 60 s
     127.0.0.1:1   idle 1.0 s   keepalive 10/5/3, user timeout 25 s   25.7 s idle, 25.9 s busy       pass
     1 of 1 connection stays within 60 s
     source    socket options of process 4242 (node orders-web.js)
     busy      data was sent, and is not acknowledged; idle: nothing is outstanding
     unseen    heartbeats and timeouts of the program itself: with them it notices sooner
     loopback  judged as if the peer were on another machine
     unread    Cannot look into process 7 (web): it belongs to uid 33, and you are uid 1000 [E_PERMISSION]
    "
  `)
})

describe('colour', () => {
  const report = auditReport([sampleReading()], { kernel, withinMs: 60_000 })
  test('is there when asked for, and changes no word', () => {
    const coloured = renderAudit(report, { colour: true })
    expect(coloured).not.toBe(renderAudit(report, { colour: false }))
    expect(stripVTControlCharacters(coloured)).toBe(renderAudit(report, { colour: false }))
  })
  test('is not there otherwise', () => {
    const words = renderAudit(report, { colour: false })
    expect(words).toBe(stripVTControlCharacters(words))
  })
})

describe('without a connection', () => {
  const nothing = (reading: Partial<ProcessReading>, children: number) =>
    nothingText(auditReport([sampleReading({ connections: [], ...reading })], { kernel }), children)

  test('a server is told what it listens on and what it accepts begins with', () => {
    expect(nothing({ listening: [listener(8080, off)] }, 0)).toBe(
      'Nothing to audit: process 4242 (node orders-web.js) has no TCP connection at the moment. ' +
        'It listens on 0.0.0.0:8080; what it accepts begins with keepalive off. Audit it again while it is connected.',
    )
  })
  test('children are pointed at', () => {
    expect(nothing({}, 4)).toBe(
      'Nothing to audit: process 4242 (node orders-web.js) has no TCP connection at the moment. ' +
        'Its 4 children were not looked at: add --tree. Audit it again while it is connected.',
    )
  })
})
