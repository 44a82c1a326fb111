// Method: two runs of one scenario whose packets differ, kept in one folder, with a report of each, in the order in which two processes do that beside each other.
import { mkdir, mkdtempDisposable, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sampleSystem } from '../../reports/fixtures/sample-system.ts'
import { keepPcap } from '../boxes/keep.ts'
import type { Report, Run } from '../model/report.ts'
import { handedOn, handOn } from '../runtime/handed-on.ts'
import { capturesOf, removeLeft } from './left-captures.ts'

async function inFolder(reported: boolean) {
  const folder = await mkdtempDisposable(join(tmpdir(), 'halfopen-captures-'))
  const output = join(folder.path, 'out')
  await mkdir(output)
  const before = handedOn()
  handOn({ output, reported })
  /** A run of the scenario whose packets are these. */
  const ran = async (packets: string) => {
    await writeFile(join(folder.path, 'packets-1-1.pcap'), packets)
    return await keepPcap({ ...sampleSystem(), pcap: '/run/packets-1-1.pcap' }, folder.path, 'a/b')
  }
  const write = async (...runs: Run[]) => {
    const left = await capturesOf(output)
    await writeFile(join(output, 'report.json'), JSON.stringify({ runs } satisfies Pick<Report, 'runs'>))
    await removeLeft(output, left, { runs })
  }
  const held = async ({ pcap = '' }: Run) => await readFile(join(output, pcap), 'utf8')
  const captures = async () => (await readdir(output)).filter(name => name.endsWith('.pcap'))
  const dispose = async () => {
    handOn({ output: before.output, reported: before.reported })
    await folder[Symbol.asyncDispose]()
  }
  return { output, ran, write, held, captures, [Symbol.asyncDispose]: dispose }
}

test('of two runs in one folder each report leads to its own packets, whoever comes first', async () => {
  await using folder = await inFolder(true)
  const [one, other] = [await folder.ran('one'), await folder.ran('other')]
  expect([await folder.held(one), await folder.held(other)]).toEqual(['one', 'other'])
  expect(one.pcap).toMatch(/^a\.b\.virtual\.[0-9a-f]{8}\.pcap$/)
  await folder.write(one)
  expect(await folder.captures(), 'the other one has no report yet').toHaveLength(2)
  await folder.write(other)
  expect(await folder.captures()).toEqual([other.pcap])
})

test('what a new report does not lead to goes with the old one, but what has come since', async () => {
  await using folder = await inFolder(true)
  const [one, same] = [await folder.ran('one'), await folder.ran('same')]
  await folder.write(one, same)
  const longAgo = new Date('2026-01-01T00:00:00Z')
  await utimes(join(folder.output, 'report.json'), longAgo, longAgo)
  await utimes(join(folder.output, one.pcap ?? ''), longAgo, longAgo)
  expect(await folder.ran('same')).toMatchObject({ pcap: same.pcap })
  await writeFile(join(folder.output, 'own.pcap'), '')
  await folder.write()
  expect(await folder.captures()).toEqual([same.pcap, 'own.pcap'])
})

test('what no report leads to, as in the lab, has one name and one file', async () => {
  await using folder = await inFolder(false)
  const [one, other] = [await folder.ran('one'), await folder.ran('other')]
  expect([one.pcap, other.pcap]).toEqual(['a.b.virtual.pcap', 'a.b.virtual.pcap'])
  expect(await folder.captures()).toEqual(['a.b.virtual.pcap'])
})
