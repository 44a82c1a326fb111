import { closeSync } from 'node:fs'
import { expect, test } from 'vitest'
import { messageOf } from '../kit/errors.ts'
import { AF_INET, libc } from './libc.ts'
import { getSocketOption, type SocketOption, setSocketOption } from './sockopt.ts'

const here = process.platform === 'linux' ? test : (title: string) => test(title, ({ skip }) => skip('needs Linux'))
const refusal = (work: () => unknown) => {
  try {
    return work()
  } catch (thrown) {
    return messageOf(thrown)
  }
}

here('each option of a detector is set and read back', () => {
  const fd = libc.socket(AF_INET, 1, 0)
  const wanted: [SocketOption, number][] = [
    ['SO_KEEPALIVE', 1],
    ['TCP_KEEPIDLE', 10],
    ['TCP_KEEPINTVL', 5],
    ['TCP_KEEPCNT', 3],
    ['TCP_SYNCNT', 4],
    ['TCP_USER_TIMEOUT', 30_000],
  ]
  const read = () => wanted.map(([option]) => [option, getSocketOption(fd, option)])
  const before = read()
  for (const [option, value] of wanted) setSocketOption(fd, option, value)
  const after = read()
  closeSync(fd)
  expect(after).toEqual(wanted)
  expect(before).not.toEqual(after)
})
here('a refusal names the option and the reason', () => {
  const tcp = libc.socket(AF_INET, 1, 0)
  const udp = libc.socket(AF_INET, 2, 0)
  const texts = [
    refusal(() => setSocketOption(tcp, 'TCP_KEEPIDLE', 0)),
    refusal(() => setSocketOption(udp, 'TCP_KEEPIDLE', 10)),
    refusal(() => getSocketOption(-1, 'TCP_KEEPIDLE')),
    refusal(() => getSocketOption(1_000_000, 'TCP_KEEPIDLE')),
  ]
  for (const fd of [tcp, udp]) closeSync(fd)
  expect(texts).toMatchInlineSnapshot(`
    [
      "Cannot set TCP_KEEPIDLE: the kernel refuses the value (EINVAL), got "0" [E_SOCKOPT]",
      "Cannot set TCP_KEEPIDLE: this kernel or this socket has no such option (ENOPROTOOPT), got "10" [E_SOCKOPT]",
      "Cannot read TCP_KEEPIDLE: not an open descriptor (EBADF), got "-1" [E_SOCKOPT]",
      "Cannot read TCP_KEEPIDLE: not an open descriptor (EBADF), got "1000000" [E_SOCKOPT]",
    ]
  `)
})
