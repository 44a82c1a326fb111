// Where the Toxiproxy server comes from. It is in neither npm nor Debian, so it is looked for, and built where it cannot be found.
import { HalfopenError } from '../../kit/errors.ts'
import { findProgram } from '../../kit/on-path.ts'
import { Shared } from '../../kit/shared.ts'
import { buildToxiproxy, builtVersion } from './build.ts'
import { findToxiproxy, type Provisioned } from './find.ts'

/**
 * Finds a server: `TOXIPROXY_URL`, `TOXIPROXY_BIN`, `toxiproxy-server` on PATH, the cache; or builds one with Go, which takes half a
 * minute or two and is ended where nobody waits for it any more. Rejects with E_NO_TOXIPROXY, which names the ways to get one, or
 * with E_BUILD. Answers from memory the second time.
 */
export function provision(signal: AbortSignal = new AbortController().signal): Promise<Provisioned> {
  const key = JSON.stringify(variables.map(name => process.env[name]))
  const known = memory.get(key) ?? new Shared(search)
  memory.set(key, known)
  return known.wait(signal)
}

/** Names the ways to get a server. */
export const waysToGetOne =
  'Install it with "brew install toxiproxy"; or download it from https://github.com/Shopify/toxiproxy/releases and name it in ' +
  'TOXIPROXY_BIN; or install Go (https://go.dev/dl), and it is built here; or name a running one in TOXIPROXY_URL'

const variables = ['TOXIPROXY_URL', 'TOXIPROXY_BIN', 'PATH', 'XDG_CACHE_HOME', 'HOME'] as const
const memory = new Map<string, Shared<Provisioned>>()

async function search(signal: AbortSignal): Promise<Provisioned> {
  const { found, unusable } = await findToxiproxy()
  if (found) return found
  const go = findProgram('go')
  if (go === undefined) {
    const why = ['it is neither on PATH nor in the cache, and there is no Go to build it', ...unusable].join('; ')
    throw new HalfopenError('E_NO_TOXIPROXY', `Cannot find a Toxiproxy server: ${why}`, { fix: waysToGetOne })
  }
  const at = await buildToxiproxy(go, signal)
  return { how: 'built', at, version: builtVersion, says: `${builtVersion}, built with ${go} (${at})` }
}
