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
      " keepalive idle 19 s, interval 1 s, count 8; TCP_USER_TIMEOUT 27 s
         keepalive=19/1/8,user-timeout=27s
         notices a loss after 6.1 - 28.1 s idle or awaiting answer, 27.2 - 29.5 s busy; sits out a silence
         of 5.0 s; 380 packets an hour while idle
         idle 19 s              below azure-lb's 4 min, and the longest that leaves room for the probes
                                within 30 s
         interval 1 s, count 8  the user timeout ends it before the count does, which is for a program
                                that has none
         user timeout 27 s      keepalive is off while data is unacknowledged: this ends it within 30 s,
                                and sits out a silence of 5 s
       what was not asked for:
         first write    what is written into the silence stops keepalive, and has up to 28.3 s of its own:
                        56.4 s after the loss at the latest
         connecting     27.0 s to 27.7 s: the user timeout decides. --connecting asks for that too
         zero window    a peer that takes no data for 27.6 s is given up although it lives: the user
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
  test.for<[string[], string[], string]>([
    [[], [], ''],
    [
      ['redis-py'],
      ['redis-py'],
      '; redis-py was not run, and may try again in silence first: how soon a program is told by it, npx halfopen league --client redis-py measures, with its own settings',
    ],
    [['libpq', 'Go'], [], '; libpq, Go were not run, and may try again in silence first'],
  ])('says with what it was measured, and that %j was not run', ([programs, inLeague, more]) => {
    const text = renderProvenWith({ programs, inLeague }, { colour: false, columns: 1_000 })
    expect(text).toBe(`   measured with the built-in probe, which says what its socket is told${more}\n`)
  })

  test('is a line: how many measurements, the slowest, and what else was shown', () => {
    expect(renderProof(proofWith(), requirements, look)).toMatchInlineSnapshot(`
      " proved: 22 measurements (22 faults and states x 1 phase), slowest 27.0 s of 30 s; every silence
         of 5 s sat out; kept alive behind azure-lb
      "
    `)
  })

  test('that fails lists what was late, with what was predicted', () => {
    expect(
      renderProof(proofWith({ kind: 'detected', afterMs: 31_000, uncertaintyMs: 1 }), requirements, look),
    ).toMatchInlineSnapshot(`
        " refuted: 22 measurements (22 faults and states x 1 phase), slowest 31.0 s of 30 s
           power-off/idle, phase 1 of 1: late, 31.0 s, predicted 6.1 - 28.1 s
        "
      `)
  })

  test('that is in doubt says why', () => {
    expect(
      renderProof(proofWith({ kind: 'doubt', reason: 'no evidence that power-off took effect' }), requirements, look),
    ).toMatchInlineSnapshot(`
        " not proved: 22 measurements (22 faults and states x 1 phase), slowest 27.0 s of 30 s
           power-off/idle, phase 1 of 1: inconclusive, no evidence that power-off took effect
        "
      `)
  })
})

/** All as it should be, but for the first. */
function proofWith(first?: Found): Proof {
  const trial = trialOf(found)
  const measurements = faultsOf(trial).map((spec, i): Measurement => {
    const lost: Found = { kind: 'detected', afterMs: 27_000 + i, uncertaintyMs: 1 }
    const kept: Found = trial.silences.includes(spec)
      ? { kind: 'soaked', forMs: 65_000, mistakes: [] }
      : { kind: 'censored', watchedMs: 480_000, keptAlive: true }
    const own = trial.losses.includes(spec) ? lost : kept
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
