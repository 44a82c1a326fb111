import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fstatSync, readdirSync, readlinkSync } from 'node:fs'
import { expect, test as plain } from 'vitest'
import { messageOf } from '../kit/errors.ts'
import { Pidfd } from './pidfd.ts'
import { socketDescriptors } from './socket-owner.ts'

const test = plain.runIf(process.platform === 'linux')

test('a descriptor of another process is borrowed as itself, and given back at once', async () => {
  await using server = await listener()
  const before = [tableOf(server.pid), tableOf(process.pid)]
  const [listening] = socketDescriptors(server.pid)
  using pidfd = new Pidfd(server.pid)
  const inode = pidfd.borrow(listening?.fd ?? -1, own => fstatSync(own).ino)
  pidfd[Symbol.dispose]()
  expect(inode).toBe(listening?.inode)
  expect([tableOf(server.pid), tableOf(process.pid)]).toEqual(before)
})

test('it is given back when the work throws', async () => {
  await using server = await listener()
  using pidfd = new Pidfd(server.pid)
  const before = tableOf(process.pid)
  const throwing = () => pidfd.borrow(socketDescriptors(server.pid)[0]?.fd ?? -1, () => fail())
  expect(throwing).toThrow('work that throws')
  expect(tableOf(process.pid)).toEqual(before)
})

test('a process that is not there, one that has ended, and a descriptor that it has not are told apart', async () => {
  const server = await listener()
  using pidfd = new Pidfd(server.pid)
  const refusals = [refusal(() => new Pidfd(2 ** 22 + 1)), refusal(() => pidfd.borrow(999, () => {}))]
  await server[Symbol.asyncDispose]()
  refusals.push(refusal(() => pidfd.borrow(0, () => {})))
  expect(refusals).toEqual(['pidfd_open: ESRCH', 'pidfd_getfd: EBADF', 'pidfd_getfd: ESRCH'])
})

test('the sockets of a process are found among its descriptors, and those of none are an error', async () => {
  await using server = await listener()
  const links = tableOf(server.pid).filter(link => link.includes('socket:'))
  expect(socketDescriptors(server.pid).map(({ fd, inode }) => `${fd} socket:[${inode}]`)).toEqual(links)
  expect(links.length).toBeGreaterThan(0)
  expect(() => socketDescriptors(2 ** 22 + 1)).toThrow('ENOENT')
})

/** A program that listens and does no more. */
async function listener() {
  const text = "require('net').createServer().listen(0, '127.0.0.1', () => console.log('ready'))"
  const child = spawn(process.execPath, ['-e', text], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  const exited = once(child, 'exit')
  const stop = async () => {
    child.kill('SIGKILL')
    await exited
  }
  return { pid: child.pid ?? -1, [Symbol.asyncDispose]: stop }
}

/** What `ls -l /proc/PID/fd` shows, without the descriptor of the reading itself. */
function tableOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap(fd => {
    try {
      return [`${fd} ${readlinkSync(`/proc/${pid}/fd/${fd}`)}`]
    } catch {
      return []
    }
  })
}

function fail(): never {
  throw new Error('work that throws')
}

function refusal(work: () => unknown): string {
  try {
    work()
    return 'not refused'
  } catch (thrown) {
    return messageOf(thrown)
  }
}
