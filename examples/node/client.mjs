// Asks for the orders once a second. LIMIT_MS: how long it waits for an answer (0: for ever).
const [address, limitMs = '0'] = process.argv.slice(2)
let well
for (;;) {
  try {
    const signal = Number(limitMs) > 0 ? AbortSignal.timeout(Number(limitMs)) : undefined
    await (await fetch(address, { signal })).text()
    if (!well) console.log(well === undefined ? 'connected' : 'back')
    well = true
  } catch (error) {
    if (well) console.log(`lost: ${error.name}`)
    well &&= false
  }
  await new Promise(resolve => setTimeout(resolve, 1_000))
}
