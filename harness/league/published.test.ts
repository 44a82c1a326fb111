// The league as it is published: its records lie beside its page.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { renderLeagueHtml } from '../../reports/league/html.ts'
import { renderLeagueTables } from '../../reports/league/markdown.ts'
import { factsOf, recordsOf } from '../../reports/league.build.ts'
import type { League } from '../model/league.ts'
import { controlsMarked } from './controls.ts'
import { notKnown } from './expected.ts'

const docs = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')
const league: League = JSON.parse(docs('league.json'))

test('wherever the facts foretold otherwise its reason was found', () => {
  const open = league.measurements.filter(({ differs }) => differs === notKnown)
  expect(open.map(({ client, fault, state = 'idle' }) => `${client} ${fault.kind} ${state}`)).toEqual([])
})

test('a control whose length hangs on a figure that is not repeatable is marked as well', () => {
  expect(controlsMarked(league.measurements)).toEqual(league.measurements)
})

test('what explain shows of a client carries the marks of its rows', () => {
  const facts = factsOf(league)
  // Erlang computes for seconds on any machine, others where it is slow.
  expect(facts.amqplib?.[0]).toMatch(/power-off, busy [\d.]+[^;]* \(give or take some ms\);/)
  expect(facts['redis-py']?.[1]).toContain('redis-py 8.1.0 recommended: as it comes {"socket_timeout":5')
})

test('its page, its tables, its records and the facts are those of the same run', () => {
  expect(docs('league.html')).toBe(renderLeagueHtml(league))
  expect(docs('league.md')).toContain(renderLeagueTables(league, 'league.html'))
  expect(docs('league.json')).toBe(recordsOf(league))
  const facts = readFileSync(new URL('../facts/league.json', import.meta.url), 'utf8')
  expect(JSON.parse(facts)).toEqual(factsOf(league))
})
