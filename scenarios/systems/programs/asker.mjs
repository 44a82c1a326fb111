// Asks for a page every so often, one question after the other, and says so when an answer is an error, or does not come within a limit.
import { Agent, get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const [host, port, limitMs = '2000', everyMs = '500'] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true })
let well

for (;;) {
  const begunMs = performance.now()
  const why = await asked()
  const took = `after ${((performance.now() - begunMs) / 1_000).toFixed(1)} s`
  if (why !== undefined) console.log(`lost: ${why} ${took}`)
  else if (!well) console.log(well === undefined ? 'connected' : `recovered: ${took}`)
  well = why === undefined
  await sleep(Number(everyMs))
}

function asked() {
  return new Promise(resolve => {
    const asking = get({ host, port, agent }, answer => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode === 200 ? undefined : `HTTP ${answer.statusCode}`))
    })
    asking.setTimeout(Number(limitMs), () => asking.destroy(new Error('no answer')))
    asking.on('error', error => resolve(error.code ?? error.message))
  })
}
