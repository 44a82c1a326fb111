import { describe, expect, test } from 'vitest'
import type { Found, Measurement } from '../harness/model/comparison.ts'
import { asked, recommended } from '../harness/recommend/fixtures/requirements.ts'
import { pastesFor } from '../harness/recommend/paste/all.ts'
import { faultsOf, type Proof, proofOf, trialOf } from '../harness/recommend/proof.ts'
import { renderProof, renderProvenWith } from './proof.ts'
import { renderPastes, renderRecommendation } from './recommend.ts'

const look = { colour: false, columns: 100 }
const requirements = asked('30s', { tolerate: '5s', limits: ['azure-lb'], busy: true })
const found = recommended(requirements)

describe('a recommendation', () => {
  test('is the settings, what they do, why each number, and what was not asked for', () => {
    expect(renderRecommendation(found, look)).toMatchInlineSnapshot(`
      " keepalive idle 6 s, interval 1 s, count 7; TCP_USER_TIMEOUT 13 s  keepalive=6/1/7,user-timeout=13s
         notices a loss after 7.1 - 14.0 s idle or awaiting answer, 13.2 - 29.3 s busy; sits out a silence
         of 5.9 s; 1,200 packets an hour while idle
         idle 6 s               below azure-lb's 4 min, and the longest that leaves room for the probes
                                within 30 s
         interval 1 s, count 7  the user timeout ends it before the count does, which is for a program
                                that has none
         user timeout 13 s      keepalive is off while data is unacknowledged, and what is written just
                                before it tells begins anew: together they end it within 30 s, and sits
                                out a silence of 5 s
       what was not asked for:
         connecting     13.0 s to 13.7 s: the user timeout decides. --connecting asks for that too
         zero window    a peer that takes no data for 13.6 s is given up although it lives: the user
                        timeout runs while its window is closed
         frozen server  never noticed: its kernel answers every probe. Only a request timeout or a
                        heartbeat notices
      "
    `)
  })

  test.for([50, 60, 100])('keeps to %i columns', columns => {
    const text = renderRecommendation(found, { colour: false, columns })
    expect(Math.max(...text.split('\n').map(line => line.length))).toBeLessThanOrEqual(columns)
  })

  test('shows lines to paste whole, however long they are', () => {
    const pastes = pastesFor(found.settings, requirements)
    const shown = renderPastes(pastes, [], { colour: false, columns: 60 }).split('\n')
    const lines = pastes.flatMap(({ lines: own }) => own.map(line => `   ${line}`))
    expect(lines.filter(line => !shown.includes(line))).toEqual([])
    expect(lines.some(line => line.length > 60)).toBe(true)
  })

  test('names the programs that it leaves out, and then leaves out the sources too', () => {
    const [first, ...others] = pastesFor(found.settings, requirements)
    const text = renderPastes(first ? [first] : [], others, look)
    expect(text).toMatch(/\n --for NAME shows Node, ioredis, .{50,}Envoy\n$/s)
    expect(text).not.toContain('https://')
  })
})

describe('a proof', () => {
  test('says with what it was measured, and why a program was not', () => {
    const probe = '   measured with the built-in probe, which says what its socket is told\n'
    const wide = { colour: false, columns: 1_000 }
    expect(renderProvenWith([], requirements, wide)).toBe(probe)
    const untried = [{ program: 'Go', untried: 'no subject has its library' }]
    expect(renderProvenWith(untried, requirements, wide)).toBe(
      `${probe}   Go was not run, and may try again in silence first: no subject has its library\n`,
    )
  })

  test('of a library stands below that of the probe, with what it was measured on', () => {
    const proof = proofWith({ kind: 'detected', afterMs: 31_000, uncertaintyMs: 1 })
    const subject = { id: 'redis-py', library: 'redis', version: '8.1.0', server: 'redis' }
    expect(
      renderProvenWith([{ program: 'redis-py', subject, set: {}, proof }], requirements, look),
    ).toMatchInlineSnapshot(`
      "   measured with the built-in probe, which says what its socket is told
       refuted: 24 measurements (24 faults and states x 1 phase), slowest 31.0 s of 30 s
         power-off/idle, phase 1 of 1: late, 31.0 s, predicted 6.1 - 28.1 s
         measured with redis 8.1.0 beside redis, set as above for redis-py
      "
    `)
  })

  test('of a library that waits for no word while it is idle says who was told then', () => {
    const subject = { id: 'mariadb-java', library: 'Connector/J', version: '3', server: 'mariadb' }
    const last = (own: typeof subject & { deafWhenIdle?: true }, connecting = false) => {
      const all = [{ program: 'MariaDB Connector/J', subject: own, set: {}, proof: proofWith() }]
      return renderProvenWith(all, { ...requirements, connecting }, { colour: false, columns: 1_000 })
        .split('\n')
        .at(-2)
    }
    const words = '   measured with Connector/J 3 beside mariadb, set as above for MariaDB Connector/J'
    expect(last(subject)).toBe(words)
    expect(last(subject, true)).toBe(`${words}; not while connecting, which cannot be brought about in it`)
    expect(last({ ...subject, deafWhenIdle: true })).toBe(
      `${words}; while it is idle its kernel was told, and its program is at its next question`,
    )
  })

  test('is a line: how many measurements, the slowest, and what else was shown', () => {
    expect(renderProof(proofWith(), requirements, look)).toMatchInlineSnapshot(`
      " proved: 24 measurements (24 faults and states x 1 phase), slowest 27.0 s of 30 s; every silence
         of 5 s sat out; kept alive behind azure-lb
      "
    `)
  })

  test('that fails lists what was late, with what was predicted', () => {
    expect(
      renderProof(proofWith({ kind: 'detected', afterMs: 31_000, uncertaintyMs: 1 }), requirements, look),
    ).toMatchInlineSnapshot(`
      " refuted: 24 measurements (24 faults and states x 1 phase), slowest 31.0 s of 30 s
         power-off/idle, phase 1 of 1: late, 31.0 s, predicted 6.1 - 28.1 s
      "
    `)
  })

  test('that is in doubt says why', () => {
    expect(
      renderProof(proofWith({ kind: 'doubt', reason: 'no evidence that power-off took effect' }), requirements, look),
    ).toMatchInlineSnapshot(`
      " not proved: 24 measurements (24 faults and states x 1 phase), slowest 27.0 s of 30 s
         power-off/idle, phase 1 of 1: inconclusive, no evidence that power-off took effect
      "
    `)
  })
})

/** All as it should be, but for the first. */
function proofWith(first?: Found): Proof {
  const trial = trialOf(found)
  const all = [...faultsOf(trial), ...(trial.written?.faults ?? [])]
  const measurements = all.map((spec, i): Measurement => {
    const lost: Found = { kind: 'detected', afterMs: 27_000 + i, uncertaintyMs: 1 }
    const sat: Found = { kind: 'soaked', forMs: 65_000, mistakes: [] }
    const kept: Found = { kind: 'censored', watchedMs: 480_000, keptAlive: true }
    const own = trial.silences.includes(spec) ? sat : trial.firewalls.includes(spec) ? kept : lost
    return {
      settings: found.settings,
      ...spec,
      phase: 0,
      offsetMs: 1_000,
      found: i === 0 && first ? first : own,
      predicted: [6_144, 28_120],
      networkMs: 1,
      wallMs: 1,
    }
  })
  return proofOf(trial, 1, measurements, requirements.withinMs)
}
