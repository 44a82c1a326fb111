// `halfopen init`: a first scenario for somebody's own client and server, from what both say while all is well and without the server. Then it is run.
import { writeFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { labelled } from '../../reports/grid.ts'
import { proposalOf } from '../init/propose.ts'
import { scenarioText } from '../init/scenario-text.ts'
import { type Commands, type Watched, watch } from '../init/watch.ts'
import { type Where, whereToWatch } from '../init/where.ts'
import { every, startClock } from '../kit/clock.ts'
import { HalfopenError } from '../kit/errors.ts'
import { seconds } from '../kit/format-time.ts'
import { makeFolder } from '../kit/make-folder.ts'
import { terminalOf } from '../kit/terminal.ts'
import { asking } from './ask.ts'
import { doctor } from './doctor.ts'
import { ExitCode } from './exit-code.ts'
import { sayWhoHoldsCores } from './held-cores.ts'
import { type InitArguments, parseInitArguments, placeOf, requireInstalled } from './init-arguments.ts'
import { chooseSigns } from './init-signs.ts'
import { abortAtInterrupt } from './interrupt.ts'
import { wholeSeconds } from './progress.ts'
import { StatusLine } from './status-line.ts'

/**
 * Writes the file and runs it: its exit code, or 1 where nothing can be watched here, and 2 where the programs did not come up. Throws E_USAGE, E_COMMAND,
 * E_EXISTS, E_NOT_INSTALLED, E_VITEST.
 */
export async function init(args: readonly string[]): Promise<number> {
  const given = parseInitArguments(args)
  requireInstalled()
  const commands = await commandsOf(given)
  const { name, file, folder } = placeOf(given, commands.client)
  const seen = await watching(commands)
  if (!seen) return await nowhere()
  const { where, watched } = seen
  if ('broken' in watched) {
    process.stderr.write(`Cannot see both programs at work: ${watched.broken}\n`)
    return ExitCode.inconclusive
  }
  const found = proposalOf(watched.healthy, watched.loss, watched.other)
  say(
    'watched',
    `${placeWords(where)}: ${seconds(where.healthyMs)} healthy, ${seconds(found.watchedMs)} without the server`,
  )
  const signs = await chooseSigns(found, given)
  for (const [sign, chosen] of Object.entries(signs))
    if (chosen) say(sign, `/${chosen.pattern}/   ${chosen.seen ?? ''}`)
  makeFolder(folder)
  // `wx`: never over one that has come meanwhile.
  await writeFile(file, scenarioText({ name, ...commands, ...signs, found, within: given.within }), { flag: 'wx' })
  const path = relative(process.cwd(), file)
  say('wrote', `${path}   (${againWords(name, where)})`)
  process.stdout.write('\n')
  return await (await import('./run.ts')).run([name])
}

/** Those that were given, and those that are asked for. */
async function commandsOf({ server, client, asks }: InitArguments): Promise<Commands> {
  if (server !== undefined && client !== undefined) return placed({ server, client })
  if (!asks)
    throw new HalfopenError('E_USAGE', 'Cannot begin: both programs have to be known, and nobody can be asked here', {
      fix: 'Write --server "node db.js --port {port}" --client "node web.js --db {host}:{port}"',
    })
  using asker = asking('init')
  return placed({
    server: server ?? (await asker.ask('What starts your server? {port} stands for its port:')),
    client: client ?? (await asker.ask('What starts your client? {host} and {port} are its server:')),
  })
}

/** What was changed is said: both are run as they stand in the file. */
async function placed(commands: Commands): Promise<Commands> {
  const { withPlaceholders } = await import('../init/placeholders.ts')
  const { server, client } = withPlaceholders(commands)
  if (server !== commands.server) say('server', server)
  if (client !== commands.client) say('client', client)
  return { server, client }
}

async function nowhere(): Promise<number> {
  await doctor([])
  process.stderr.write('Cannot watch programs here: no plane is ready. Each line above has its fix [E_NO_PLANE]\n')
  return ExitCode.failed
}

/** Undefined where nothing can be watched. */
async function watching(commands: Commands): Promise<{ readonly where: Where; readonly watched: Watched } | undefined> {
  using interrupt = abortAtInterrupt('init')
  using line = new StatusLine(process.stderr)
  const clock = startClock()
  let what = 'looking at what can run here'
  const show = () => {
    const passedMs = clock.nowMs()
    line.show(passedMs < 1_000 ? what : `${what}, for ${wholeSeconds(passedMs)}`)
  }
  using _ticking = every(1_000, show)
  show()
  using _waiting = sayWhoHoldsCores(text => line.say(text))
  const where = await whereToWatch({}, interrupt.signal)
  if (!where) return undefined
  const onBegin = (begun: string) => {
    what = `watching ${begun}`
    show()
  }
  return { where, watched: await watch(commands, where, { signal: interrupt.signal, onBegin }) }
}

/** In real time one loss was watched, and no run is held against a control unless somebody asks. */
function againWords(name: string, { clock }: Pick<Where, 'clock'>): string {
  return clock === 'real'
    ? `again, and without its faults too: npx halfopen run ${name} --control`
    : `again: npx halfopen run ${name}`
}

function placeWords({ plane, clock }: Where): string {
  return `on ${plane} in ${clock} time`
}

function say(name: string, words: string): void {
  process.stdout.write(`${labelled(name, words, terminalOf(process.stdout), 1)}\n`)
}
