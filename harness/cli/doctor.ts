// `halfopen doctor`: what is ready here, what is missing, and the one command that fixes it.

import { grid, type Row } from '../../reports/grid.ts'
import { boxFindings } from '../boxes/findings.ts'
import { terminalOf } from '../kit/terminal.ts'
import { planes } from '../planes/all.ts'
import type { Finding } from '../planes/plane.ts'
import { clientFindings } from '../subjects/clients/findings.ts'
import { compilerFindings } from '../subjects/compilers.ts'
import { probeZeo } from '../subjects/zeo.ts'
import { parseOptions } from './arguments.ts'
import { ExitCode } from './exit-code.ts'
import { sayWhoHoldsCores } from './held-cores.ts'
import { findLeftovers } from './leftovers.ts'
import { optionsOf } from './options.ts'

/** Prints a line for each thing that scenarios stand on. Exit code 1 when no plane is ready. */
export async function doctor(args: readonly string[]): Promise<number> {
  parseOptions(args, optionsOf.doctor)
  using _waiting = sayWhoHoldsCores(text => process.stderr.write(`${text}\n`))
  const found = await Promise.all(Object.values(planes).map(async plane => plane.findings()))
  const programs = [await probeZeo(), ...compilerFindings(), ...clientFindings()]
  const all = [...found.flat(), ...(await boxFindings()), ...programs, await findLeftovers()]
  const look = terminalOf(process.stdout)
  const lines = grid([{}, {}, {}], all.map(row), look).flatMap((own, i) => [...own, ...fixOf(all[i])])
  process.stdout.write(`${lines.join('\n')}\n`)
  return found.some(findings => findings.every(({ state }) => state === 'ready')) ? ExitCode.passed : ExitCode.failed
}

function row({ what, state, detail }: Finding): Row {
  return { cells: [what, state, detail], styles: [undefined, state === 'ready' ? 'green' : 'yellow'] }
}

/** It is to be copied: the terminal breaks its line. */
function fixOf(finding: Finding | undefined): readonly string[] {
  return finding?.fix === undefined ? [] : [`     fix: ${finding.fix}`]
}
