// A run's data as letters: a page of hundreds of runs stays a few megabytes, and a browser reads of it what is opened.
import { deflateRawSync } from 'node:zlib'

/** JSON, compressed, in base64: nothing of what it holds can be read as markup. */
export function packed(value: unknown): string {
  return deflateRawSync(JSON.stringify(value), { level: 6 }).toString('base64')
}
