import { execFileSync } from 'node:child_process'
import { expect, test as plain } from 'vitest'
import { sandboxed } from '../fixtures/sandbox.ts'

const { seen, test } = await sandboxed('capture')
const [SYN, SYN_ACK, ACK, PSH_ACK, RST_ACK] = [2, 18, 16, 24, 20]
const visit = [SYN, SYN_ACK, ACK, PSH_ACK, ACK, PSH_ACK, ACK, RST_ACK]

test('a worker records every segment from handshake to reset, in order and in time', () => {
  expect(seen['in a worker']).toEqual([visit, 0, true, true, true])
})
test('a capture that is read at its stop records the same', () => expect(seen['at stop']).toEqual(visit))
test('a capture of any device shows a forwarded packet coming in and going out', () => {
  const [incoming, outgoing] = [0, 4]
  expect(seen['any device']).toEqual([
    'sll2',
    [
      [102, incoming],
      [103, outgoing],
    ],
  ])
})
test('where nothing passes, the file is empty and valid', () => {
  expect(seen['nothing passes']).toEqual({ frames: 0, dropped: 0, bytes: 24 })
})
test('frames are cut to the length asked for, and keep their own', () => expect(seen.cut).toEqual([54, true]))
test('frames that the ring has no room for are counted', () => expect(seen['ring too small']).toEqual([true, true]))
test('a device that goes down and comes back goes on being captured', () => {
  expect(seen['link down and up']).toEqual([true, true])
})
test('a full disk is told at the stop, and the file still opens', () => {
  const text = (file: string) =>
    `Cannot write capture ${file}: the disk is full (ENOSPC). ` +
    'Free some space, or capture to another file system [E_CAPTURE]'
  expect(seen['disk full in a worker']).toEqual([text('/folder/full/x.pcap'), true, true])
  expect(seen['disk full at stop']).toEqual([text('/folder/full/y.pcap'), true])
  expect(seen['disk full at once']).toBe(text('/dev/full'))
})
test('a file that cannot be opened is told at once', () => {
  expect(seen['no such folder']).toMatchInlineSnapshot(
    `"Cannot open capture /folder/nowhere/x.pcap: ENOENT: no such file or directory, open '/folder/nowhere/x.pcap'. Choose a file that can be written [E_CAPTURE]"`,
  )
})
test('a device that does not exist is told at once', () =>
  expect(seen['no such device']).toMatchInlineSnapshot(
    `"Cannot capture ghost in router to /dev/null: bind: ENODEV. Name a device that exists, and be root in its namespace [E_CAPTURE]"`,
  ))
test('a program that forgets its capture still ends', () => {
  expect(seen.abandoned).toBe('this program still ends')
})

plain('tcpdump opens a capture of one device and a capture of any', ({ skip }) => {
  const files = Array.isArray(seen.files) ? seen.files.map(file => Buffer.from(String(file), 'base64')) : []
  if (files.length === 0) skip('needs root or unprivileged user namespaces')
  if (!installed('tcpdump')) skip('needs tcpdump')
  const lines = files.map(input =>
    execFileSync('tcpdump', ['-nn', '-t', '-r', '-', 'tcp[tcpflags] == tcp-syn'], {
      input,
      encoding: 'utf8',
      stdio: 'pipe',
    })
      .replaceAll(/198.18.1.2.\d+/g, 'CLIENT')
      .replaceAll(/Flags.*/g, '')
      .replaceAll(/^\S+ +(In|Out) +/gm, '$1 ') // the device's number, or "?"
      .split('\n'),
  )
  expect(lines).toEqual([
    ['IP CLIENT > 198.18.2.2.7000: ', ''],
    ['In IP CLIENT > 198.18.2.2.7000: ', 'Out IP CLIENT > 198.18.2.2.7000: ', ''],
  ])
})

function installed(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
