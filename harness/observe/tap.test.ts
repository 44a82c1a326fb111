import { execFileSync } from 'node:child_process'
import { expect, test as plain } from 'vitest'
import { installed } from '../netlink/fixtures/installed.ts'
import { sandboxed } from '../netlink/fixtures/sandbox.ts'

const { seen, test } = await sandboxed('../../observe/fixtures/tap')
const [SYN, SYN_ACK, ACK, PSH_ACK, RST_ACK] = [2, 18, 16, 24, 20]
const [rc, rs, incoming, outgoing] = [102, 103, 0, 4]

test('a frame is told without being asked for', () => expect(seen['by itself']).toBe(true))
test('one who asks while being told is told of each frame once, in order', () => {
  const visit = [SYN, SYN_ACK, ACK, PSH_ACK, ACK, PSH_ACK, ACK, RST_ACK]
  expect(seen['asked while it tells']).toEqual(visit.flatMap(flags => [flags, flags])) // in at one device, out at the other
})
test('each frame is in the file when it was told, with its device and direction', () => {
  expect(seen['the file']).toEqual([
    [rc, incoming],
    [rs, outgoing],
  ])
})
test('where nothing passes, the file is empty and valid', () => expect(seen['nothing passes']).toBe(24))
test('frames that there is no room for are counted, from the first on that was still seen', () => {
  expect(seen.missed).toEqual([0, true, true])
})
test('a full disk is told once, the file still opens, and the tap goes on', () => {
  const told =
    'Cannot write capture /folder/full/x.pcap: the disk is full (ENOSPC). ' +
    'Free some space, or capture to another file system [E_CAPTURE]'
  expect(seen['disk full']).toEqual([[told], true, true, true])
})
test('a file that cannot be written is told at once', () => {
  expect(seen['disk full at once']).toMatchInlineSnapshot(
    `"Cannot write capture /dev/full: the disk is full (ENOSPC). Free some space, or capture to another file system [E_CAPTURE]"`,
  )
  expect(seen['no such folder']).toMatchInlineSnapshot(
    `"Cannot open capture /folder/nowhere/x.pcap: ENOENT: no such file or directory, open '/folder/nowhere/x.pcap'. Choose a file that can be written [E_CAPTURE]"`,
  )
})

plain('tcpdump opens the file', ({ skip }) => {
  if (typeof seen.file !== 'string') return skip('needs root or unprivileged user namespaces')
  if (!installed('tcpdump')) return skip('needs tcpdump')
  const lines = execFileSync('tcpdump', ['-nn', '-t', '-r', '-', 'tcp[tcpflags] == tcp-syn'], {
    input: Buffer.from(seen.file, 'base64'),
    encoding: 'utf8',
    stdio: 'pipe',
  })
    .replaceAll(/198.18.1.2.\d+/g, 'CLIENT')
    .replaceAll(/Flags.*/g, '')
    .replaceAll(/^\S+ +(In|Out) +/gm, '$1 ') // the device's number, or "?"
    .split('\n')
  expect(lines).toEqual(['In IP CLIENT > 198.18.2.2.7000: ', 'Out IP CLIENT > 198.18.2.2.7000: ', ''])
})
