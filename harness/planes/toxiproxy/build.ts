// Builds the pinned server with Go into the cache: once, and whole or not at all, also when two processes want it at the same time.
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { buildStep } from '../../kit/build-step.ts'
import { cachePath, makeOnce } from '../../kit/cache.ts'
import { sleep, within } from '../../kit/clock.ts'
import { mayExecute } from '../../kit/on-path.ts'
import { tryLock } from '../../kit/ports.ts'

/** The version that is built. */
export const builtVersion = '2.12.0'

/** Where the built server is, or will be: `~/.cache/halfopen/toxiproxy-2.12.0-linux-x64/toxiproxy-server`. */
export function builtPath(): string {
  return join(builtPlace(), programName)
}

/** Builds the server, or waits for the process that does. Rejects with E_BUILD and Go's own words. */
export async function buildToxiproxy(go: string, stop: AbortSignal): Promise<string> {
  const untilBuilt = async (signal: AbortSignal) => {
    while (!(await isBuilt(builtPlace()))) {
      using lock = await tryLock(lockNumber)
      if (lock) await makeOnce(builtPlace(), { signal, ready: isBuilt, build: part => build(go, part, signal) })
      else await sleep(200, signal)
    }
  }
  await within('build Toxiproxy', limitMs, untilBuilt, stop)
  return builtPath()
}

/** Fetching and building its modules took 20 to 60 s on two cores. */
const limitMs = 600_000
/** Building twice at once would only take longer; that it comes out whole is not owed to this lock. */
const lockNumber = 32_001
const module = 'github.com/Shopify/toxiproxy/v2'
const programName = 'toxiproxy-server'
/** A quarter less to compute: nobody debugs it, and inlining pays where more than a test's traffic passes. */
const sooner = ['-gcflags=all=-dwarf=false -l']
/** And another tenth: each compiler lives for a second, and may as well leave its garbage until it needs the memory. */
const spacious = { GOGC: 'off', GOMEMLIMIT: '400MiB' }
const linked = `-s -w -X ${module}.Version=${builtVersion}`

async function build(go: string, part: string, signal: AbortSignal): Promise<void> {
  const args = ['install', ...sooner, '-ldflags', linked, `${module}/cmd/server@v${builtVersion}`]
  const env = { GOBIN: part, GOFLAGS: '', GOOS: '', GOARCH: '', CGO_ENABLED: '0', ...spacious }
  const fix =
    'Give Go access to its module proxy, or get a server another way: "brew install toxiproxy", or TOXIPROXY_BIN'
  await buildStep({ file: go, args, env, cwd: part }, { cannot: 'build Toxiproxy', fix, withinMs: limitMs, signal })
  await rename(join(part, 'server'), join(part, programName))
}

function builtPlace(): string {
  return cachePath(`toxiproxy-${builtVersion}-${process.platform}-${process.arch}`)
}

async function isBuilt(place: string): Promise<boolean> {
  return mayExecute(join(place, programName))
}
