// Method: a real HTTP server answers whatever it was told to, in any status and any words. A client library that takes an answer apart before
// anybody has looked at it would end with a TypeError, which says nothing of Toxiproxy.
import { once } from 'node:events'
import { createServer } from 'node:http'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { HalfopenError } from '../../kit/errors.ts'
import { changedJson, type Json } from '../../kit/fixtures/changed-json.ts'
import { damagedText } from '../../kit/fixtures/damaged.ts'
import { holds, holdsLater } from '../../kit/fixtures/fuzz.ts'
import { Api, versionIn } from './api.ts'
import { makeProxy } from './toxics.ts'

const proxy = { name: 'p', listen: '127.0.0.1:41235', upstream: '127.0.0.1:1', enabled: true, toxics: [] }
const toxic = { name: 'hold', type: 'bandwidth', stream: 'upstream', toxicity: 0, attributes: { rate: 0 } }
const right = fc.constantFrom(
  JSON.stringify(proxy),
  JSON.stringify(toxic),
  '{"version": "2.12.0"}',
  '{"error":"no","status":404}',
)
const changed = changedJson(right.map((text): Json => JSON.parse(text))).map(value => JSON.stringify(value))
const answer = fc.record({
  status: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(200, 201, 204) }, fc.constantFrom(400, 404, 409, 500, 599)),
  text: fc.oneof(right, changed, damagedText(right)),
})

const answers: { status: number; text: string }[] = []
const server = createServer((_request, response) => {
  const { status = 200, text = '' } = answers.length > 1 ? (answers.shift() ?? {}) : (answers[0] ?? {})
  response.writeHead(status).end(text)
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
afterAll(() => void server.close())

/** What a call rejects with; undefined where it resolves. Anything but E_TOXIPROXY is thrown. */
async function refusalOf(call: Promise<unknown>): Promise<HalfopenError | undefined> {
  try {
    await call
    return undefined
  } catch (thrown) {
    if (thrown instanceof HalfopenError && thrown.code === 'E_TOXIPROXY') return thrown
    throw thrown
  }
}

test('whatever a server answers, a call ends with a value or with E_TOXIPROXY', async () => {
  using api = new Api(url)
  await holdsLater(fc.array(answer, { minLength: 1, maxLength: 8 }), async told => {
    answers.splice(0, answers.length, ...told)
    await refusalOf(api.version())
    await refusalOf(makeProxy(api, 'p', '127.0.0.1:1'))
  })
})

test('a proxy that is made says where it listens', async () => {
  using api = new Api(url)
  await holdsLater(answer, async told => {
    answers.splice(0, answers.length, told, { status: 200, text: JSON.stringify(toxic) })
    const made: { port?: number } = {}
    await refusalOf(makeProxy(api, 'p', '127.0.0.1:1').then(({ listen }) => Object.assign(made, listen)))
    if (made.port !== undefined) expect(made.port).toBeGreaterThanOrEqual(0)
  })
})

test('a refusal keeps the status and the reason of the server', async () => {
  using api = new Api(url)
  const reason = fc.stringMatching(/^[a-z ]{1,30}$/)
  await holdsLater(fc.tuple(fc.constantFrom(400, 404, 409, 500), reason), async ([status, words]) => {
    answers.splice(0, answers.length, { status, text: JSON.stringify({ error: words, status }) })
    expect((await refusalOf(api.version()))?.problem).toBe(
      `Cannot GET /version: Toxiproxy answered ${status}, "${words}"`,
    )
  })
})

test('a version is found in whatever says one', () => {
  const version = fc.tuple(fc.nat(), fc.nat(), fc.nat()).map(parts => parts.join('.'))
  holds(fc.tuple(version, fc.stringMatching(/^[a-z {}":\n-]{0,20}$/)), ([number, words]) => {
    expect(versionIn(`${words} ${number}"}\n`)).toBe(number)
  })
})
