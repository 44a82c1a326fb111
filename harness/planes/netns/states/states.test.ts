// Method: real connections are brought into each state, and a fault is injected while they are in it. What the kernels showed at that
// moment is in the evidence; what they do afterwards tells that it was so. Each state has a twin that cannot get there.
import { expect, test } from 'vitest'
import { every, sleep } from '../../../kit/clock.ts'
import { messageOf } from '../../../kit/errors.ts'
import { patience } from '../../../kit/fixtures/patience.ts'
import { until } from '../../../kit/until.ts'
import type { ConnectionState } from '../../../model/connection-state.ts'
import type { Fault } from '../../../model/fault.ts'
import { type Dialled, dial, echo, exchange } from '../../../netlink/fixtures/traffic.ts'
import { drop } from '../../../netlink/nft/action.ts'
import { tcpSockets } from '../../../netlink/tcp-socket.ts'
import { serverHost } from '../../fixtures/echo.ts'
import { boxed } from '../fixtures/boxed.ts'
import { dialIn, endOf, freshTestbed, never, type TestbedOptions } from '../fixtures/three-clients.ts'
import { servicePort } from '../network.ts'
import { processesIn } from '../processes.ts'
import type { NetnsTestbed } from '../testbed.ts'

const hole: Fault = { kind: 'black-hole', toward: 'both' }

await boxed(import.meta, () => {
  test.concurrent('idle: nothing is outstanding and nothing passes when the fault comes', async () => {
    await using testbed = await served({ state: 'idle' })
    await exchange(await dialIn(testbed))
    await using injection = await testbed.inject(hole, never)
    expect((await injection.evidence())?.text).toMatch(
      /^idle: port \d+ ESTABLISHED, timer none, nothing outstanding, no packet for \d{3,} ms; .* dropped, none passed on$/,
    )
  })

  test.concurrent('awaiting-answer: a request was acknowledged, and its answer falls into the hole', async () => {
    await using testbed = await freshTestbed({ state: 'awaiting-answer' })
    await testbed.start(serverHost(), never)
    const dialled = await dialIn(testbed)
    await exchange(dialled)
    using _talk = talking(dialled, 300)
    await using injection = await testbed.inject(hole, never)
    expect((await injection.evidence())?.text).toMatch(
      /^awaiting-answer: port \d+ has sent a request and it was acknowledged, \d+ bytes of it unread; .* toward the client dropped/,
    )
    expect(stopped(testbed)).toBe(false)
  })

  test.concurrent('awaiting-answer: a server that the fault freezes stays frozen until it is healed', async () => {
    await using testbed = await freshTestbed({ state: 'awaiting-answer' })
    await testbed.start(serverHost(), never)
    const dialled = await dialIn(testbed)
    await exchange(dialled)
    using _talk = talking(dialled, 100)
    const injection = await testbed.inject({ kind: 'frozen-peer', host: 'server' }, never)
    expect(stopped(testbed)).toBe(true)
    await injection[Symbol.asyncDispose]()
    await until('see it go on', () => !stopped(testbed) || undefined, patience)
  })

  test.concurrent('data-in-flight: what was sent is not acknowledged, and is retransmitted until the kernel gives up', async () => {
    await using testbed = await served({ state: 'data-in-flight' })
    const dialled = await dialIn(testbed)
    await exchange(dialled)
    using _talk = talking(dialled, 100)
    await using injection = await testbed.inject(hole, never)
    const end = endOf(dialled, testbed.recorder.clock.nowMs)
    const [code, atMs] = await until('see its end', () => end.found, patience)
    expect(code).toBe('ETIMEDOUT')
    expect(atMs - injection.byMs).toBeGreaterThan(5_500)
    expect(atMs - injection.byMs).toBeLessThan(15_000)
    expect((await injection.evidence())?.text).toMatch(
      /^data-in-flight: port \d+ has \d+ bytes unacknowledged, timer retransmit, \d packets? lost; /,
    )
  })

  test.concurrent('data-in-flight: without a fault it arrives after all', async () => {
    await using testbed = await served({ state: 'data-in-flight' })
    const dialled = await dialIn(testbed)
    await exchange(dialled)
    using _talk = talking(dialled, 100)
    await using injection = await testbed.inject({ kind: 'none' }, never)
    expect(await exchange(dialled)).toContain('hello')
    expect((await injection.evidence())?.text).toMatch(/^data-in-flight: .* passed on since$/)
  })

  test.concurrent('connecting: the client is in SYN-SENT, and gives up by tcp_syn_retries', async () => {
    await using testbed = await served({ state: 'connecting' })
    const first = await dialIn(testbed)
    await exchange(first)
    const again = first.failure.then(code => ({ code, second: dialAgain(testbed) }))
    await using injection = await testbed.inject(hole, never)
    const { code, second } = await again
    const end = endOf(second, testbed.recorder.clock.nowMs)
    const [secondCode, atMs] = await until('see its end', () => end.found, patience)
    expect([code, secondCode]).toEqual(['ECONNABORTED', 'ETIMEDOUT'])
    expect(atMs - injection.byMs).toBeGreaterThan(2_000)
    expect(atMs - injection.byMs).toBeLessThan(8_000)
    expect((await injection.evidence())?.text).toMatch(/^connecting: port \d+ is in SYN-SENT, 1 SYN lost; /)
    const kernel = testbed.recorder.observations.filter(({ by }) => by === 'client-kernel')
    expect(kernel.map(({ kind }) => kind)).toEqual(['traffic', 'lost'])
    expect(testbed.recorder.observations.filter(({ kind }) => kind === 'reset')).toEqual([])
  })

  test.concurrent('connecting: without a fault the client gets through', async () => {
    await using testbed = await served({ state: 'connecting' })
    const first = await dialIn(testbed)
    await exchange(first)
    const again = first.failure.then(() => exchange(dialAgain(testbed)))
    await using injection = await testbed.inject({ kind: 'none' }, never)
    expect(await again).toBe('hello')
    expect((await injection.evidence())?.text).toMatch(/^connecting: port \d+ is in SYN-SENT/)
  })

  test.concurrent('syn-received: the client is ESTABLISHED, and its server forgets it by tcp_synack_retries', async () => {
    await using testbed = await served({ state: 'syn-received', sysctls: { 'net.ipv4.tcp_synack_retries': 1 } })
    const first = await dialIn(testbed)
    await exchange(first)
    const again = first.failure.then(() => dialAgain(testbed))
    await using injection = await testbed.inject(hole, never)
    await again
    expect((await injection.evidence())?.text).toMatch(
      /^syn-received: port \d+ is ESTABLISHED, and SYN-RECV at its server, \d acknowledgements? lost; /,
    )
    const forgotten = () =>
      testbed.recorder.observations.find(({ by, kind }) => by === 'server-kernel' && kind === 'lost')
    const { atMs } = await until('see it forgotten', forgotten, patience)
    expect(atMs - injection.byMs).toBeGreaterThan(2_500)
    expect(atMs - injection.byMs).toBeLessThan(6_000)
    expect(testbed.recorder.observations.filter(({ by, kind }) => by === 'client-kernel' && kind === 'lost')).toEqual(
      [],
    )
  })

  test.concurrent('syn-received: without a fault its server has the whole connection after all', async () => {
    await using testbed = await served({ state: 'syn-received' })
    const first = await dialIn(testbed)
    await exchange(first)
    const again = first.failure.then(() => dialAgain(testbed))
    await using injection = await testbed.inject({ kind: 'none' }, never)
    expect(await exchange(await again)).toBe('hello')
    expect((await injection.evidence())?.text).toMatch(/^syn-received: .* SYN-RECV at its server/)
    expect(testbed.recorder.observations.filter(({ kind }) => kind === 'lost')).toEqual([])
  })

  test.concurrent('zero-window: the client holds back what it has, as long as the fault lasts, and not longer', async () => {
    await using testbed = await served({ state: 'zero-window' })
    const dialled = await dialIn(testbed)
    await exchange(dialled)
    using _talk = talking(dialled, 50)
    const injection = await testbed.inject({ kind: 'none' }, never)
    await sleep(700)
    const held = () => tcpSockets(testbed.place('client').netns).some(({ timer }) => timer === 'persist')
    expect(held()).toBe(true)
    expect((await injection.evidence())?.text).toMatch(
      /^zero-window: port \d+ sees a window of 0 and holds \d+ bytes back, timer persist; .* passed on since$/,
    )
    await injection[Symbol.asyncDispose]()
    await until('see it go on', () => !held() || undefined, patience)
  })

  test.concurrent('idle: what nobody acknowledges is outstanding, however quiet the wire is', async () => {
    await using testbed = await served({ state: 'idle', setupMs: 1_500 })
    const dialled = await dialIn(testbed)
    await exchange(dialled)
    using _hole = testbed.enforce([{ hook: 'forward', rules: [{ name: 'hole', when: [], does: [drop] }] }])
    dialled.socket.write('ping')
    const refusal = await testbed.inject({ kind: 'none' }, never).then(() => 'taken', messageOf)
    expect(refusal).toMatch(/in the state idle: (4 bytes are unacknowledged and 0 unread|packets never stopped)/)
  })

  test.concurrent.for<[ConnectionState, string]>([
    ['awaiting-answer', 'the client sent no request'],
    ['data-in-flight', 'the client sent nothing'],
    ['connecting', 'the client did not connect again'],
    ['zero-window', 'the server said nothing'],
  ])('%s that does not come about is an error that says why, and leaves nothing', async ([state, reason]) => {
    await using testbed = await freshTestbed({ state, setupMs: 1_500 })
    await testbed.start(serverHost(), never)
    await exchange(await dialIn(testbed))
    const refusal = await testbed.inject({ kind: 'none' }, never).then(() => 'taken', messageOf)
    expect(refusal).toBe(
      `Cannot inject a fault in the state ${state}: ${reason}, after 1.5 s. Let the client do what the state needs, or give it more time with \`setupWithin\` [E_UNREACHED]`,
    )
    expect(await exchange(await dialIn(testbed))).toBe('hello')
  })
})

async function served(options: TestbedOptions): Promise<NetnsTestbed> {
  const testbed = await freshTestbed(options)
  await echo(testbed.place('server').netns, servicePort)
  return testbed
}

function talking({ socket }: Dialled, everyMs: number): Disposable {
  return every(everyMs, () => void socket.write('ping'))
}

/** Begins to connect, without waiting. */
function dialAgain(testbed: NetnsTestbed): Dialled {
  const { family } = testbed.network
  return dial(testbed.place('client').netns, testbed.place('server').addresses[family], servicePort)
}

function stopped(testbed: NetnsTestbed): boolean {
  return processesIn(testbed.place('server').netns).every(({ state }) => state === 'T')
}
