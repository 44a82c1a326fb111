import { expect, test } from 'vitest'
import { isReported, pcapName } from '../boxes/keep.ts'
import { scenarioId } from './scenario-id.ts'

test('a claim that is alone in its file is called by the file, whatever suites it stands in', () => {
  expect(scenarioId('scenarios/failover/zeo.scenario.ts', ['suite', 'a claim'], [['suite', 'a claim']])).toBe(
    'failover/zeo',
  )
})

test('several claims of a file are told apart by the whole path of their suites', () => {
  const paths = [['Java 21', 'a reader notices'], ['Java 21', 'a writer notices'], ['a reader notices']]
  expect(paths.map(path => scenarioId('java.scenario.ts', path, paths))).toEqual([
    'java/java-21/a-reader-notices',
    'java/java-21/a-writer-notices',
    'java/a-reader-notices',
  ])
})

test('the same claim on several planes is one', () => {
  const paths = [['a claim'], ['a claim']]
  expect(scenarioId('x.scenario.ts', ['a claim'], paths)).toBe('x')
})

test('a claim without letters still has a name', () => {
  expect(scenarioId('x.scenario.ts', ['->'], [['->'], ['<-']])).toBe('x/-%3E')
})

test('scenarios whose names differ in dots and slashes only have pcaps of their own', () => {
  const ids = ['a/b', 'a.b', 'a./b', 'a/.b', 'a~/b', 'a~.b', 'a.~b']
  expect(new Set(ids.map(id => pcapName(id, 'virtual'))).size).toBe(ids.length)
  expect(pcapName('folder/name', 'real')).toBe('folder.name.real.pcap')
  expect(isReported(pcapName('folder/name', 'real', '1f9c0a7e'))).toBe(true)
})
