// Reads what a part has left, and refuses what does not fit its schema. Apart, because a validator takes time to load.
import { readFile } from 'node:fs/promises'
import { Ajv } from 'ajv'
import { HalfopenError, messageOf } from '../kit/errors.ts'

/** Rejects with E_PARTS and the file's name. */
export async function readPart<T>(file: string, schema: object): Promise<T> {
  const refusal = (cause: string) =>
    new HalfopenError('E_PARTS', `Cannot read the part: ${cause}, got "${file}"`, {
      fix: 'Name the folders that the parts wrote by --output',
    })
  const value: unknown = await readFile(file, 'utf8')
    .then(text => JSON.parse(text))
    .catch((thrown: unknown) => {
      throw refusal(messageOf(thrown))
    })
  const fits = new Ajv({ discriminator: true, allowUnionTypes: true }).compile<T>(schema)
  if (fits(value)) return value
  const [error] = fits.errors ?? []
  throw refusal(`it does not fit its schema: ${error?.instancePath ?? ''} ${error?.message ?? ''}`)
}
