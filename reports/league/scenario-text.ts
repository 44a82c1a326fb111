// A row of the league as a scenario that can be pasted into a project: what was measured, in the words of the API.
import { hostsOf } from '../../harness/faults/all.ts'
import type { LeagueClient, LeagueMeasurement, LeagueVariant } from '../../harness/model/league.ts'
import { labelOf } from './words.ts'

/** A file of its own. */
export function scenarioText(
  { id, subject }: Pick<LeagueClient, 'id' | 'subject'>,
  { name, set }: Pick<LeagueVariant, 'name' | 'set'>,
  made: LeagueMeasurement,
): string {
  const { fault, state, asksEveryMs } = made
  const asks = asksEveryMs === undefined ? [] : [`asks: ${asksEveryMs === 1_000 ? 'true' : asksEveryMs}`]
  const options = [...asks, ...(Object.keys(set).length === 0 ? [] : [`set: ${JSON.stringify(set)}`])]
  return [
    imported('scenarioTest', 'halfopen'),
    imported(subject, 'halfopen/subjects'),
    '',
    `scenarioTest('${id} ${name}: ${labelOf(made)}', {`,
    `  server: ${subject}.server(),`,
    ...(hostsOf(fault).some(host => host === 'standby') ? [`  standby: ${subject}.server(),`] : []),
    `  client: ${subject}.client(${options.length === 0 ? '' : `{ ${options.join(', ')} }`}),`,
    `  fault: ${JSON.stringify(fault)},`,
    ...(state === undefined ? [] : [`  state: '${state}',`]),
    `  bounds: { detectedBy: 'client-app', within: '3h' },`,
    `  settleFor: ${made.offsetMs},`,
    `  setupWithin: '2min',`,
    `  planes: ['netns'],`,
    `  clock: 'virtual',`,
    '})',
  ].join('\n')
}

function imported(name: string, from: string): string {
  return `import { ${name} } from '${from}'`
}
