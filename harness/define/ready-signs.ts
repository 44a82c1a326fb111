// What shows that a program is ready, held against the ports that it names.
import { didYouMean, HalfopenError } from '../kit/errors.ts'
import { portsNamedBy } from '../model/placeholders.ts'
import type { Command, ReadySign } from '../model/subject.ts'
import { parseBefore } from './before.ts'
import type { StartOptions } from './command-line.ts'
import type { CommandOptions } from './command-options.ts'
import { parseReady, type ReadySpec } from './ready.ts'

/** The signs. Throws E_READY for what is none, or for a port by a name that its command does not have: it would be nobody's. */
export function readySigns(
  ready: ReadySpec | readonly ReadySpec[],
  command: Command,
  options: Pick<CommandOptions, 'before' | 'files' | keyof StartOptions>,
): readonly ReadySign[] {
  const signs = parseReady(ready, options)
  const before = options.before === undefined ? [] : parseBefore(options.before, options)
  const named = portsNamedBy({ command, before, files: options.files ?? {} })
  const asked = signs.flatMap(sign => {
    if (sign.kind === 'command') return portsNamedBy({ command: sign.command })
    return sign.kind !== 'line' && typeof sign.port === 'string' ? [sign.port] : []
  })
  const stray = asked.find(port => !named.includes(port))
  if (stray === undefined) return signs
  throw new HalfopenError(
    'E_READY',
    `Cannot tell when a program is ready: it has no port of that name, got "${stray}"`,
    {
      fix: `Put {port.${stray}} into its command.${didYouMean(stray, named)}`,
    },
  )
}
