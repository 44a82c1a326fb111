// One GET and the status of its answer, over a socket that its caller has made where it is to be made.
import type { Socket } from 'node:net'
import { messageOf } from '../kit/errors.ts'
import type { Endpoint } from './placed.ts'

/** The status, or in words why there is none. `open`: a socket that has begun to connect there. */
export async function httpAnswer(
  { host, port }: Pick<Endpoint, 'host' | 'port'>,
  path: string,
  open: () => Socket,
): Promise<number | string> {
  const { request } = await import('node:http') // a box without it starts sooner
  const { promise, resolve } = Promise.withResolvers<number | string>()
  const asked = request({ host, port, path, timeout: patienceMs, createConnection: open })
  asked.once('response', answer => resolve(answer.statusCode ?? 0))
  asked.once('timeout', () => resolve(`no answer in ${patienceMs / 1_000} s`))
  asked.once('error', error => resolve('code' in error ? String(error.code) : messageOf(error)))
  asked.end()
  return await promise.finally(() => asked.destroy())
}

const patienceMs = 5_000
