// By what a first scenario knows its programs: patterns that were given, or those that are proposed, taken or changed by whoever is asked.
import { plain } from '../../reports/plain.ts'
import { clipped } from '../../reports/wrap.ts'
import type { Proposal, Sign } from '../init/propose.ts'
import type { Chosen } from '../init/scenario-text.ts'
import { seconds } from '../kit/format-time.ts'
import { asking } from './ask.ts'
import { type InitArguments, parsePattern } from './init-arguments.ts'

/** By their names in a scenario. */
export interface Signs {
  readonly ready: Chosen | undefined
  readonly connected: Chosen | undefined
  readonly lost: Chosen | undefined
  readonly recovered: Chosen | undefined
}

/** Throws E_USAGE for an answer that is no pattern. */
export async function chooseSigns(found: Proposal, given: InitArguments): Promise<Signs> {
  const proposed: Signs = {
    ready: given.ready ?? chosen(found.ready, ''),
    connected: given.connected ?? chosen(found.connected, ''),
    lost: given.lost ?? chosen(found.lost, `after the server was ${found.lost?.killed ? 'killed' : 'switched off'}: `),
    recovered: chosen(found.recovered, 'after the server was back: '),
  }
  if (!given.asks) return proposed
  process.stdout.write(' Enter takes a pattern as it is proposed; change it, or leave it empty for none.\n')
  using asker = asking('init')
  const asked = async (name: 'ready' | 'connected' | 'lost') => {
    if (given[name]) return given[name]
    const { pattern = '', seen = 'nothing that could be one was said' } = proposed[name] ?? {}
    const answer = await asker.ask(`${name} (${clipped(plain(seen), seenColumns)}):`, pattern)
    if (answer === pattern) return proposed[name]
    return answer === '' ? undefined : parsePattern(name, answer)
  }
  const { recovered } = proposed
  return { ready: await asked('ready'), connected: await asked('connected'), lost: await asked('lost'), recovered }
}

/** A question and its answer should fit one line. */
const seenColumns = 32

function chosen(sign: Sign | undefined, when: string): Chosen | undefined {
  if (!sign) return undefined
  return { pattern: sign.pattern, seen: `${when === '' ? '' : `${seconds(sign.afterMs)} ${when}`}${sign.line.trim()}` }
}
