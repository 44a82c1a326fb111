import { connect, createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import type { Settings } from '../../model/settings.ts'
import { getSocketOption } from '../../netlink/sockopt.ts'
import { optionSetter } from './probe-options.ts'

const here = process.platform === 'linux' ? test : (title: string) => test(title, ({ skip }) => skip('needs Linux'))

/** Connects as the probe does, and reads the options back. */
async function optionsAfter(settings: Settings): Promise<Record<string, number>> {
  await using server = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const address = server.address()
  const set = await optionSetter(settings)
  const socket: Socket = connect({ host: '127.0.0.1', port: typeof address === 'object' ? (address?.port ?? 0) : 0 })
  socket.on('connectionAttempt', () => process.nextTick(set, socket))
  await new Promise(resolve => socket.once('connect', resolve))
  const handle = '_handle' in socket ? socket._handle : undefined
  const fd = typeof handle === 'object' && handle !== null && 'fd' in handle ? Number(handle.fd) : -1
  const read = (['TCP_USER_TIMEOUT', 'TCP_SYNCNT'] as const).map(name => [name, getSocketOption(fd, name)] as const)
  socket.destroy()
  return Object.fromEntries(read)
}

here('each option that Node has no words for is set while the socket connects', async () => {
  const set = await optionsAfter({ userTimeoutMs: 25_000, synRetries: 2 })
  expect(set).toEqual({ TCP_USER_TIMEOUT: 25_000, TCP_SYNCNT: 2 })
})

here('what is not asked for is left as it is', async () => {
  const { TCP_USER_TIMEOUT: userTimeout } = await optionsAfter({ heartbeat: { everyMs: 1_000 } })
  expect(userTimeout).toBe(0)
})

here('a kernel that was not given retries2 is refused, and one that was is not', async () => {
  await expect(optionSetter({ retries2: 199 })).rejects.toThrow("it is the kernel's to set")
  const own = Number((await import('node:fs')).readFileSync('/proc/sys/net/ipv4/tcp_retries2', 'utf8'))
  await expect(optionSetter({ retries2: own })).resolves.toBeTypeOf('function')
})
