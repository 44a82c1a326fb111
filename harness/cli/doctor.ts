// `halfopen doctor`: what is ready here, what is missing, and the one command that mends it.

import { boxFindings } from '../boxes/findings.ts'
import { planes } from '../planes/all.ts'
import type { Finding } from '../planes/plane.ts'
import { clientFindings } from '../subjects/clients/findings.ts'
import { compilerFindings } from '../subjects/compilers.ts'
import { probeZeo } from '../subjects/zeo.ts'
import { parseOptions } from './arguments.ts'
import { ExitCode } from './exit-code.ts'
import { findLeftovers } from './leftovers.ts'

/** Prints a line for each thing that scenarios stand on. Exit code 1 when no plane is ready. */
export async function doctor(args: readonly string[]): Promise<number> {
  parseOptions(args, [])
  const found = await Promise.all(Object.values(planes).map(async plane => plane.findings()))
  const programs = [await probeZeo(), ...compilerFindings(), ...clientFindings()]
  for (const finding of [...found.flat(), ...(await boxFindings()), ...programs, await findLeftovers()])
    process.stdout.write(line(finding))
  return found.some(findings => findings.every(({ state }) => state === 'ready')) ? ExitCode.passed : ExitCode.failed
}

function line({ what, state, detail, fix }: Finding): string {
  return ` ${what.padEnd(15)} ${state.padEnd(8)} ${detail}${fix === undefined ? '' : `   fix: ${fix}`}\n`
}
