// What is said of a pattern that matches no scenario: the name that was meant, and which there are. A short list whole, a long one by its folders.
import { didYouMean, HalfopenError } from '../kit/errors.ts'

/** E_NO_MATCH. `ids`: all that there are, as far as they are known by name. */
export function noMatch(pattern: string, ids: readonly string[]): HalfopenError {
  const all = [...new Set(ids)].sort((a, b) => a.localeCompare(b))
  const folders = [...new Set(all.filter(id => id.includes('/')).map(id => id.split('/', 1)[0] ?? ''))]
  const candidates = pattern.endsWith('/**') ? folders.map(name => `${name}/**`) : all
  const near = didYouMean(pattern, pattern.includes('/') ? candidates : [...all, ...folders])
  const folder = folderOf(pattern, all)
  const below = all.filter(id => id.startsWith(folder))
  const message = `Cannot run: no scenario matches "${pattern}".${near || alike(pattern, all)}${there(folder, below)}`
  return new HalfopenError('E_NO_MATCH', message.replace(/\.$/, ''))
}

/** So many names are told one by one. */
const fewNames = 10
const fewFolders = 30

/** The names with a word of the pattern in them, where it was no misspelt one: somebody knows a part of it. */
function alike(pattern: string, ids: readonly string[]): string {
  const last = pattern.split('/').findLast(step => /\w/.test(step)) ?? ''
  const words = last.toLowerCase().match(/[\p{L}\p{N}-]{3,}/gu) ?? []
  const named = ids.filter(id => words.some(word => id.toLowerCase().includes(word)))
  const more = named.length > 3 ? ` and ${named.length - 3} more` : ''
  return named.length === 0 ? '' : ` Like it: ${named.slice(0, 3).join(', ')}${more}.`
}

/** `incidents/` of `incidents/redsi`: the deepest folder that there is. */
function folderOf(pattern: string, ids: readonly string[]): string {
  const steps = pattern.replace(/^\.\//, '').split('/').slice(0, -1)
  const folders = steps.map((_, i) => `${steps.slice(0, i + 1).join('/')}/`)
  return folders.findLast(folder => ids.some(id => id.startsWith(folder))) ?? ''
}

function there(folder: string, ids: readonly string[]): string {
  if (ids.length === 0) return ''
  if (ids.length <= fewNames) return ` There ${ids.length === 1 ? 'is' : 'are'} ${ids.join(', ')}`
  const groups = Map.groupBy(ids, id => id.slice(folder.length).split('/', 1)[0] ?? '')
  const folders = [...groups]
    .filter(([name, own]) => own.some(id => id !== `${folder}${name}`))
    .map(([name]) => `${folder}${name}/**`)
  const list = `npx halfopen list${folder === '' ? '' : ` '${folder}**'`} names`
  if (folders.length === 0) return ` ${list} those that there are`
  const more = folders.length > fewFolders ? ' and others' : ''
  return ` There are some in ${folders.slice(0, fewFolders).join(', ')}${more}: ${list} each`
}
