// Reads a league.json that was written before, and refuses what is none. Apart, because a validator takes time to load.
import { readFile } from 'node:fs/promises'
import { Ajv } from 'ajv'
import { HalfopenError, messageOf } from '../kit/errors.ts'
import schema from '../model/league.schema.json' with { type: 'json' }
import type { League } from '../model/league.ts'

/** Rejects with E_LEAGUE and the file's name. */
export async function readLeague(file: string): Promise<League> {
  const refusal = (cause: string) =>
    new HalfopenError('E_LEAGUE', `Cannot read the league: ${cause}, got "${file}"`, {
      fix: 'Name the folders that `npx halfopen league --output` wrote',
    })
  const value: unknown = await readFile(file, 'utf8')
    .then(text => JSON.parse(text))
    .catch((thrown: unknown) => {
      throw refusal(messageOf(thrown))
    })
  const isLeague = new Ajv({ discriminator: true, allowUnionTypes: true }).compile<League>(schema)
  if (isLeague(value)) return value
  const [error] = isLeague.errors ?? []
  throw refusal(`it does not fit its schema: ${error?.instancePath ?? ''} ${error?.message ?? ''}`)
}
