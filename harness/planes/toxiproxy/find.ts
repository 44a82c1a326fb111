// Looks for a Toxiproxy server that is already there, and asks each for its version before it is trusted.
import { within } from '../../kit/clock.ts'
import { HalfopenError, messageOf } from '../../kit/errors.ts'
import { findProgram, mayExecute } from '../../kit/on-path.ts'
import { startProcess } from '../../kit/process.ts'
import { Api, versionIn } from './api.ts'
import { builtPath } from './build.ts'

/** A server that can be used, and how it was come by. */
export interface Provisioned {
  how: 'url' | 'bin' | 'path' | 'cache' | 'built'
  /** The URL of a running server's API, or the path of its program. */
  at: string
  version: string
  /** For people: `2.12.0, found on PATH (/opt/homebrew/bin/toxiproxy-server)`. */
  says: string
}

/**
 * The first that there is, by rank. What a variable names must be usable, or this rejects with E_NO_TOXIPROXY; what lies on PATH
 * or in the cache is passed over if it is not, and said to be `unusable`.
 */
export async function findToxiproxy(): Promise<{ found?: Provisioned; unusable: readonly string[] }> {
  const { TOXIPROXY_URL: url, TOXIPROXY_BIN: bin } = process.env
  if (url) return { found: await asNamed('TOXIPROXY_URL', url, runningAt), unusable: [] }
  if (bin) return { found: await asNamed('TOXIPROXY_BIN', bin, file => program('bin', file)), unusable: [] }
  const unusable: string[] = []
  const places = [['path', findProgram('toxiproxy-server')] as const, ['cache', builtPath()] as const]
  for (const [how, file] of places) {
    if (file === undefined || !mayExecute(file)) continue
    const found = await program(how, file).catch((thrown: unknown) => void unusable.push(messageOf(thrown)))
    if (found) return { found, unusable }
  }
  return { unusable }
}

/** What this plane relies on was measured with 2.12.0. */
const oldestMinor = 9

const origins = {
  bin: 'named by TOXIPROXY_BIN',
  path: 'found on PATH',
  cache: 'from the cache',
} as const satisfies Partial<Record<Provisioned['how'], string>>

async function asNamed(
  variable: string,
  value: string,
  look: (value: string) => Promise<Provisioned>,
): Promise<Provisioned> {
  return await look(value).catch((cause: unknown) => {
    throw new HalfopenError('E_NO_TOXIPROXY', `Cannot use ${variable}: ${messageOf(cause)}, got "${value}"`, {
      fix: `Correct ${variable}, or unset it`,
      cause,
    })
  })
}

async function runningAt(value: string): Promise<Provisioned> {
  const url = URL.parse(value)
  if (!url?.host || !['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname))
    throw new Error('it is not the address of an API on this machine, such as http://127.0.0.1:8474')
  using api = new Api(url.origin)
  const version = await api.version()
  refuseVersion(version, value)
  return { how: 'url', at: url.origin, version, says: `${version}, running at ${url.origin} (TOXIPROXY_URL)` }
}

async function program(how: keyof typeof origins, file: string): Promise<Provisioned> {
  const version = await versionOf(file)
  refuseVersion(version, file)
  return { how, at: file, version, says: `${version}, ${origins[how]} (${file})` }
}

function refuseVersion(version: string, of: string): void {
  const [major, minor] = version.split('.').map(Number)
  if (major === 2 && minor !== undefined && minor >= oldestMinor) return
  throw new Error(`${of} says that it is version "${version}", and 2.${oldestMinor} or a later 2.x is needed`)
}

async function versionOf(file: string): Promise<string> {
  const said: string[] = []
  await within(`ask ${file} for its version`, 5_000, async () => {
    await using child = await startProcess({ file, args: ['-version'], onLine: (_stream, text) => said.push(text) })
    await child.exited
  })
  return versionIn(said.join(' ').replace(/^toxiproxy-server version /, ''))
}
