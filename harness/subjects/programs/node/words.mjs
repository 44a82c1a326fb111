// What each client program in this folder does with its library, and says in JSON lines. By hand, in a folder with node_modules:
//   node pg.mjs 127.0.0.1 5432 idle|asking|asking=MS ['{"keepAlive":true}']
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Opens the library's object and asks it once. `idle`: then nothing, until the library tells of a loss; `asking`: one question a second, or
 * after each so long, each after the answer to the one before; an answer that came late is said, since nobody was told of a loss then. After a
 * loss it asks once a second in both, by the same object: whether that comes back is the library's affair.
 */
export async function client(open) {
  const [host, port, mode, options = '{}'] = process.argv.slice(2)
  const [, asks, every = '1000'] = /^(?:idle|(asking)(?:=(\d+))?)$/.exec(mode) ?? []
  if (!asks && mode !== 'idle') throw new Error(`idle, asking or asking=MS, got "${mode}"`)
  let [healthy, asking] = [false, false]
  const lost = (event, error) => {
    if (!healthy) return
    healthy = false
    say('lost', { code: codeOf(error), detail: `${event}: ${textOf(error)}` })
    if (!asking) void ask()
  }
  const library = await open({ host, port: Number(port), idle: !asks, options: JSON.parse(options), lost })
  const ask = async () => {
    asking = true
    for (;;) {
      await sleep(healthy ? Number(every) : 1_000)
      const asked = performance.now()
      try {
        await library.ask()
        const took = performance.now() - asked
        if (!healthy) say('recovered')
        else if (took > 2_000) say('traffic', { detail: `an answer after ${(took / 1_000).toFixed(1)} s` })
        healthy = true
      } catch (error) {
        lost('a question failed', error)
      }
    }
  }
  await library.ask()
  await library.idle?.()
  healthy = true
  say('connected')
  setInterval(() => {}, 2 ** 31 - 1)
  if (asks) void ask()
}

function say(kind, more = {}) {
  process.stdout.write(`${JSON.stringify({ halfopen: kind, ...more })}\n`)
}

/** The library's own, or what stands in its cause; the name of its class, where that says anything. */
function codeOf(error) {
  const named = [error?.code, error?.cause?.code].find(code => typeof code === 'string')
  const plain = ['Error', 'TypeError'].includes(error?.name) ? undefined : error?.name
  return named ?? plain ?? (typeof error?.code === 'number' ? String(error.code) : undefined)
}

function textOf(error) {
  if (error === undefined) return 'without a reason'
  const cause = error.cause?.message ? ` (${error.cause.message})` : ''
  return `${error.message ?? error}${cause}`.split('\n')[0]
}
