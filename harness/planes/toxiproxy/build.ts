// Builds the pinned server with Go into the cache: once, and whole or not at all, also when two processes want it at the same time.
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { cachePath, makeOnce } from '../../kit/cache.ts'
import { sleep, within } from '../../kit/clock.ts'
import { HalfopenError } from '../../kit/errors.ts'
import { mayExecute } from '../../kit/on-path.ts'
import { tryLock } from '../../kit/ports.ts'
import { startProcess } from '../../kit/process.ts'

/** The version that is built. */
export const builtVersion = '2.12.0'

/** Where the built server is, or will be: `~/.cache/halfopen/toxiproxy-2.12.0-linux-x64/toxiproxy-server`. */
export function builtPath(): string {
  return join(builtPlace(), programName)
}

/** Builds the server, or waits for the process that does. Rejects with E_BUILD and Go's own words. */
export async function buildToxiproxy(go: string): Promise<string> {
  await within('build Toxiproxy', limitMs, async signal => {
    while (!(await isBuilt(builtPlace()))) {
      using lock = await tryLock(lockNumber)
      if (lock) await makeOnce(builtPlace(), { ready: isBuilt, build: part => build(go, part, signal) })
      else await sleep(200, signal)
    }
  })
  return builtPath()
}

/** Fetching and building its modules took 20 to 60 s on two cores. */
const limitMs = 600_000
/** Building twice at once would only take longer; that it comes out whole is not owed to this lock. */
const lockNumber = 32_001
const keptLines = 20
const module = 'github.com/Shopify/toxiproxy/v2'
const programName = 'toxiproxy-server'
/** A quarter less to compute: nobody debugs it, and inlining pays where more than a test's traffic passes. */
const sooner = ['-gcflags=all=-dwarf=false -l']
/** And another tenth: each compiler lives for a second, and may as well leave its garbage until it needs the memory. */
const spacious = { GOGC: 'off', GOMEMLIMIT: '400MiB' }
const linked = `-s -w -X ${module}.Version=${builtVersion}`

async function build(go: string, part: string, signal: AbortSignal): Promise<void> {
  const words: string[] = []
  await using child = await startProcess({
    file: go,
    args: ['install', ...sooner, '-ldflags', linked, `${module}/cmd/server@v${builtVersion}`],
    env: { GOBIN: part, GOFLAGS: '', GOOS: '', GOARCH: '', CGO_ENABLED: '0', ...spacious },
    cwd: part,
    onLine: (_stream, text) => {
      words.push(text)
      if (words.length > keptLines) words.shift()
    },
  })
  signal.addEventListener('abort', () => child.signal('SIGKILL'), { once: true })
  const { code } = await child.exited
  await child[Symbol.asyncDispose]()
  if (code !== 0) {
    throw new HalfopenError('E_BUILD', `Cannot build Toxiproxy: "go install" failed: ${words.join(' / ')}`, {
      fix: words.some(word => word.includes('no space left on device'))
        ? 'Free some space there, or set XDG_CACHE_HOME to a folder on another disk'
        : 'Give Go access to its module proxy, or get a server another way: "brew install toxiproxy", or TOXIPROXY_BIN',
    })
  }
  await rename(join(part, 'server'), join(part, programName))
}

function builtPlace(): string {
  return cachePath(`toxiproxy-${builtVersion}-${process.platform}-${process.arch}`)
}

async function isBuilt(place: string): Promise<boolean> {
  return mayExecute(join(place, programName))
}
