// `halfopen explain`: what becomes of a connection with these settings, or of a known client as it comes, in each fault and state.

import { renderClients, renderExplanation } from '../../reports/explain.ts'
import { parseSettings } from '../define/settings.ts'
import { explain as explained } from '../explain/explain.ts'
import type { Explained } from '../explain/explanation.ts'
import { clients, findClient } from '../facts/clients.ts'
import { HalfopenError } from '../kit/errors.ts'
import { jsonText } from '../kit/json-text.ts'
import { terminalOf } from '../kit/terminal.ts'
import { parseOptions } from './arguments.ts'
import { ExitCode } from './exit-code.ts'
import { parseTrip } from './option-values.ts'
import { optionsOf } from './options.ts'

/** Prints a table and its reasons; with --list the clients. Throws E_USAGE, E_SETTINGS, E_CLIENT. */
export async function explain(args: readonly string[]): Promise<number> {
  const { options, flags, patterns } = parseOptions(args, optionsOf.explain)
  const look = terminalOf(process.stdout)
  if (flags.list) return print(flags.json ? json(clients) : renderClients(clients, look))
  const [name, ...more] = patterns
  if (name === undefined || more.length > 0)
    throw new HalfopenError('E_USAGE', `Cannot explain: one setting or client at a time, got "${patterns.join(' ')}"`, {
      fix: 'Write npx halfopen explain keepalive=60/10/6, or a client of npx halfopen explain --list',
    })
  const explanation = explained({
    ...subjectOf(name),
    kernel: { release: '6.12', hz: parseHz(options.hz ?? '250') },
    ...(options.rtt === undefined ? {} : { rttMs: parseTrip(options.rtt) }),
  })
  return print(flags.json ? json(explanation) : renderExplanation(explanation, look))
}

/** Settings have a spelling that no client's name has. */
function subjectOf(name: string): Pick<Explained, 'settings' | 'client'> {
  if (name.includes('=') || name === 'off' || name === 'linux') return { settings: parseSettings(name) }
  const client = findClient(name)
  return { settings: parseSettings(client.settings), client }
}

function parseHz(text: string): number {
  if (usual.includes(text)) return Number(text)
  throw new HalfopenError('E_USAGE', `Cannot use --hz: Linux is built with ${usual.join(', ')}, got "${text}"`, {
    fix: 'grep CONFIG_HZ= /boot/config-$(uname -r) shows yours',
  })
}

const usual: readonly string[] = ['100', '250', '300', '1000']

function json(value: unknown): string {
  return jsonText(value)
}

function print(text: string): number {
  process.stdout.write(text)
  return ExitCode.passed
}
