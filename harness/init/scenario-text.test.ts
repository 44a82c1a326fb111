import { expect, test } from 'vitest'
import { scenarioText } from './scenario-text.ts'

const draft = {
  name: 'web',
  server: 'node db.js --port {port}',
  client: 'node web.js --db {host}:{port}',
  ready: { pattern: 'listening on', seen: 'listening on 10.0.1.2:4000' },
  connected: { pattern: 'db connected', seen: 'db connected (3 ms)' },
  lost: { pattern: 'db connection lost', seen: '15 min 37 s after the server was switched off: db connection lost' },
  found: { watchedMs: 1_200_000 },
  within: '30s',
} as const

test('a file has both programs, what they said beside each pattern, a loss and a blip', () => {
  expect(scenarioText(draft)).toMatchInlineSnapshot(`
    "import { blackHole, command, powerOff, scenarioTest } from 'halfopen'

    const server = command('node db.js --port {port}', {
      ready: /listening on/, // listening on 10.0.1.2:4000
    })
    const client = command('node web.js --db {host}:{port}', {
      connected: /db connected/, // db connected (3 ms)
      lost: /db connection lost/, // 15 min 37 s after the server was switched off: db connection lost
    })

    scenarioTest('web notices a switched-off server within 30 s', {
      server,
      client,
      fault: powerOff('server'),
      bounds: { detectedBy: 'client-app', within: '30s' },
    })

    // At one moment of what the client does. \`phases: 8\` tries eight: a silence that comes at another one may be too long for it.
    scenarioTest('web rides out a silence of 5 s', {
      server,
      client,
      fault: blackHole({ for: '5s' }),
      bounds: { undetectedBy: 'client-app', for: '30s' },
    })
    "
  `)
})

test('who says nothing at a loss is told so, and who says nothing at all is seen by its kernel', () => {
  const { lost: _, ...quiet } = draft
  expect(scenarioText(quiet)).toContain(
    '  // lost: /.../, it said nothing new in 20 min without its server: print a line, or exit.\n',
  )
  expect(scenarioText({ ...quiet, found: { watchedMs: 1, exitedAfterMs: 30_000 } })).toContain(
    '// It ended 30.0 s after',
  )
  const { connected: __, ...silent } = quiet
  expect(scenarioText(silent)).toContain("bounds: { detectedBy: 'client-kernel', within: '30s' }")
  expect(scenarioText({ ...silent, found: { watchedMs: 1, speaks: true } })).toContain("detectedBy: 'client-app'")
})

test('nothing that a command or a program says ends its place in the file', () => {
  const text = scenarioText({
    ...draft,
    client: "sh -c 'web \\ --x'",
    connected: { pattern: 'a', seen: 'one\ntwo\u2028three\r*/ `x`' },
  })
  expect(text).toContain("command('sh -c \\'web \\\\ --x\\'', {")
  expect(text).toContain('connected: /a/, // one two three */ `x`\n')
})

test('what it says once it is back stands beside its loss', () => {
  const recovered = { pattern: 'back online', seen: '1.0 s after the server was back: back online' }
  expect(scenarioText({ ...draft, recovered })).toContain(
    '\n  recovered: /back online/, // 1.0 s after the server was back: back online\n})',
  )
})
