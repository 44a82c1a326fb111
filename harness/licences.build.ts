// The licences of what is put into a file of ours: each such file is a copy of what others have written, and they ask for their notice in it.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** A comment with the notice of each package that these modules are of; nothing where all are our own. */
export async function licences(modules: readonly string[]): Promise<string> {
  const packages = modules.flatMap(id => /node_modules\/((?:@[^/]+\/)?[^/]+)\/[^\0]*$/.exec(id)?.[1] ?? [])
  const texts = await Promise.all(
    [...new Set(packages)].sort().map(async name => ({ name, text: await noticeOf(name) })),
  )
  const same = [...Map.groupBy(texts, ({ text }) => text)]
  return same.map(([text, of]) => `/*! ${of.map(({ name }) => name).join(', ')}:\n${text} */\n`).join('')
}

async function noticeOf(name: string): Promise<string> {
  const folder = join(root, 'node_modules', name)
  const file = (await readdir(folder)).find(one => /^licen[cs]e(\.\w+)?$/i.test(one))
  if (file !== undefined) return (await readFile(join(folder, file), 'utf8')).replaceAll('*/', '* /').trim()
  const { license }: { license?: string } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  if (license !== undefined) return license
  throw new Error(`${name} has no licence: it cannot be put into a file of ours`)
}
