// The folder of the reports. What cannot be written there is one sentence with what has run out, and no part of a report stays: it would be
// taken for the whole.
import { access, constants, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HalfopenError } from '../kit/errors.ts'
import { makeFolder } from '../kit/make-folder.ts'
import { shortOr } from '../kit/shortage.ts'

/** Makes the folder. Rejects with E_REPORT_FOLDER where it cannot be written to. */
export async function prepareReports(folder: string): Promise<void> {
  try {
    makeFolder(folder)
    await access(folder, constants.W_OK)
  } catch (cause) {
    throw refused(folder, cause)
  }
}

/** Writes all of them or none, by name. Rejects with E_REPORT_FOLDER. */
export async function writeReports(
  folder: string,
  texts: Readonly<Record<string, Parameters<typeof writeFile>[1]>>,
): Promise<void> {
  await prepareReports(folder)
  const files = Object.entries(texts).map(([name, text]) => [join(folder, name), text] as const)
  const done = await Promise.allSettled(files.map(([file, text]) => writeFile(file, text)))
  const failed = done.find(({ status }) => status === 'rejected')
  if (failed?.status !== 'rejected') return
  await Promise.allSettled(files.map(([file]) => rm(file, { force: true })))
  throw refused(folder, failed.reason)
}

function refused(folder: string, cause: unknown): HalfopenError {
  const { why, fix } = shortOr(cause, 'Choose another folder with --output')
  return new HalfopenError('E_REPORT_FOLDER', `Cannot write reports: ${why}, got "${folder}"`, { fix, cause })
}
