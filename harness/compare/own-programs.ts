// A scenario's own client and server under settings that it did not choose: what its kernel can be told, and what its command takes. Never pretended.
import type { Program } from '../define/command.ts'
import { HalfopenError } from '../kit/errors.ts'
import { formatSettings, linuxKeepalive } from '../model/format-settings.ts'
import { appOf } from '../model/observer.ts'
import type { Network, Scenario } from '../model/scenario.ts'
import type { Settings } from '../model/settings.ts'
import type { Subject } from '../model/subject.ts'
import { takesSettings, toldSettings } from '../model/told-settings.ts'
import type { Programs } from './programs.ts'

/**
 * The scenario's programs, with the functions that they have. A client whose command has `{settings}` in it takes all of them in their
 * spelling; of any other one the kernel is told what sysctls there are for. Throws E_NOT_APPLIED for what neither reaches, E_USAGE for a
 * scenario that is no pair.
 */
export function programsOf({ hosts, network, bounds, startsAt }: Owned): Programs {
  const [client, server] = [programOf(hosts, 'client'), programOf(hosts, 'server')]
  const speaks = Boolean(client.says.connected ?? client.read) || bounds.some(({ by }) => by === appOf('client'))
  return ({ settings }) => {
    const takes = takesSettings(client.command)
    if (!takes) refuseBeyondReach(client, settings)
    const keepalive = takes ? {} : keepaliveSysctls(settings)
    return {
      client: asProgram(takes ? { ...client, command: toldSettings(client.command, settings) } : client, {
        ...client.settings,
        ...settings,
      }),
      server: asProgram(server, server.settings),
      network: withSysctls(network, keepalive),
      startsAt,
      speaks,
    }
  }
}

/** What of a scenario is taken. One whose bounds ask its client's own words has a client that speaks, in JSON lines if without a pattern. */
type Owned = Pick<Scenario, 'hosts' | 'network' | 'bounds' | 'startsAt'>

/** The sysctls of keepalive fill in what a program left unset, and switch nothing on: tcp(7). */
function refuseBeyondReach({ name, settings: own }: Subject, { keepalive, ...rest }: Settings): void {
  const reached = new Set(['retries2', 'synRetries', 'rtoMaxMs'])
  const beyond = Object.entries(rest).filter(([field]) => !reached.has(field))
  const asLinux = own.keepalive !== undefined && formatSettings({ keepalive: own.keepalive }) === 'linux'
  const lost: Settings = { ...Object.fromEntries(beyond), ...(keepalive && !asLinux ? { keepalive } : {}) }
  if (Object.keys(lost).length === 0) return
  throw new HalfopenError(
    'E_NOT_APPLIED',
    `Cannot apply the settings to "${name}": no kernel setting reaches them, got "${formatSettings(lost)}"`,
    {
      fix: `Put {settings} into its command, which becomes their spelling${lost.keepalive ? orLinux : ''}`,
    },
  )
}

const orLinux = "; or give it settings: 'linux' if it switches SO_KEEPALIVE on and leaves the rest to the kernel"

/** What fills in the numbers of keepalive where a program has switched it on and set none. */
export function keepaliveSysctls({ keepalive }: Pick<Settings, 'keepalive'>): Record<string, number> {
  if (!keepalive) return {}
  const { idleMs, intervalMs, count } = { ...linuxKeepalive, ...keepalive }
  return {
    'net.ipv4.tcp_keepalive_time': idleMs / 1_000,
    'net.ipv4.tcp_keepalive_intvl': intervalMs / 1_000,
    'net.ipv4.tcp_keepalive_probes': count,
  }
}

function withSysctls(network: Network | undefined, added: Record<string, number>): Network {
  return { ...network, sysctls: { ...network?.sysctls, client: { ...network?.sysctls?.client, ...added } } }
}

function asProgram({ undeclared: _undeclared, ...own }: Subject, settings: Settings): Program {
  return { ...own, settings }
}

/** Settings are compared on a pair. */
function programOf(hosts: Owned['hosts'], name: 'client' | 'server'): Subject {
  const found = hosts.find(host => host.name === name)?.program
  if (found) return found
  throw new HalfopenError('E_USAGE', `Cannot compare by the scenario: it has no ${name}`, {
    fix: 'Name a scenario of a client and a server',
  })
}
