// Writes the tables of the docs that the code knows: faults, planes, settings, commands. `npm run docs:tables`; pages.test.ts holds them to it.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commandNames, helpOf } from '../harness/cli/help.ts'
import { items } from '../harness/define/settings.ts'
import { parseSettingsSpec } from '../harness/define/settings-spec.ts'
import * as made from '../harness/entry/faults.ts'
import { needsOf } from '../harness/faults/all.ts'
import { faultSpellings, parseFaultSpec } from '../harness/faults/spelling.ts'
import { written } from '../harness/faults/written.ts'
import { formatSettings } from '../harness/model/format-settings.ts'
import { missing as packetsLack } from '../harness/planes/netns/kinds.ts'
import { missing as bytesLack } from '../harness/planes/toxiproxy/injectors.ts'

const root = join(import.meta.dirname, '..')

/** By page of docs and by name: what stands there between `<!-- NAME: ... -->` and `<!-- end of NAME -->`. */
export const tables: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'faults.md': { faults: faultTable },
  'planes.md': { planes: planeTable },
  'settings.md': { settings: settingTable },
  'commands.md': { commands: commandHelp },
}

/** A page of docs as it is to be, with its tables of today. */
export function pageWithTables(page: string): string {
  return Object.entries(tables[page] ?? {}).reduce(
    (text, [name, table]) => {
      const parts = new RegExp(`^([\\s\\S]*<!-- ${name}: .*?-->\n)[\\s\\S]*(<!-- end of ${name} -->[\\s\\S]*)$`).exec(
        text,
      )
      if (!parts) throw new Error(`${page} has no place for ${name}`)
      return `${parts[1]}\n${table()}\n\n${parts[2]}`
    },
    readFileSync(placeOf(page), 'utf8'),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const page of Object.keys(tables)) writeFileSync(placeOf(page), pageWithTables(page))

function placeOf(page: string): string {
  return join(root, 'docs', page)
}

/** Each fault by the function that makes it: what its doc comment says first, and its example. */
function faultTable(): string {
  const entry = readFileSync(join(root, 'harness/entry/faults.ts'), 'utf8')
  const rows = [...entry.matchAll(/^export .* from '\.\.(\/faults\/.*)'$/gm)].flatMap(([, path = '']) => {
    const source = readFileSync(join(root, 'harness', path), 'utf8')
    return [...source.matchAll(/^\/\*\*\n((?: \*.*\n)+?) \*\/\nexport function (\w+)/gm)]
      .filter(([, , name = '']) => Object.hasOwn(made, name))
      .map(([, comment = '', name = '']) => {
        const [says = '', ...tags] = comment.replace(/^ \* ?/gm, '').split(/^@(?=\w)/m)
        const examples = tags.filter(tag => tag.startsWith('example ')).map(tag => calling(name, tag))
        const [sentence = ''] = /^[\s\S]*?\.(?=\s)/.exec(`${says} `.replaceAll('\n', ' ')) ?? []
        return [examples.join('<br>'), sentence, shortOf(name)]
      })
  })
  return table(['fault', 'what happens', 'short, for `compare` and `lab`'], rows)
}

/** The call of that function, taken out of its example. */
function calling(name: string, example: string): string {
  const [call = `${name}()`] = new RegExp(`\\b${name}\\((?:[^()]|\\([^()]*\\))*\\)`).exec(example) ?? []
  return `\`${call}\``
}

/** The spellings that make what this function makes. */
function shortOf(name: string): string {
  const file = name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
  const own = faultSpellings().filter(spelling => {
    const [called = ''] = spelling.split('=')
    return called === file || written.get(called)?.startsWith(`${name}(`)
  })
  return own.map(spelling => `\`${spelling}\``).join(', ')
}

/** By kind, whatever this machine has. */
function planeTable(): string {
  const yes = (can: boolean) => (can ? 'yes' : 'no')
  const rows = faultSpellings().map(spelling => {
    const { fault } = parseFaultSpec(spelling)
    const [packets, bytes] = [packetsLack(fault.kind) === undefined, bytesLack(fault.kind) === undefined]
    const free = needsOf(fault).every(({ what }) => what !== 'cpu-time')
    return [fault.kind, `\`${fault.kind}\``, yes(packets && free), yes(packets), yes(bytes)]
  })
  const byKind = [...new Map(rows.map(([kind, ...row]) => [kind, row])).values()]
  return table(['fault', '`netns`, virtual time', '`netns`, real time', '`toxiproxy`'], byKind)
}

function settingTable(): string {
  const source = readFileSync(join(root, 'harness/define/settings-spec.ts'), 'utf8')
  const [, options = ''] = /interface SettingsOptions \{\n([\s\S]*?)\n\}/.exec(source) ?? []
  const said = [...options.matchAll(/\/\*\* (.*?)\.? @default (.*?) \*\/\n {2}(\w+)\?:/g)]
  const rows = said.map(([, what = '', absent = '', name = '']) => {
    const short = Object.entries(items).find(([item]) => item.replaceAll('-', '') === name.toLowerCase())
    const example = short ? `${short[0]}=${short[1].example}` : ''
    return [`\`${name}\``, `\`${formatSettings(parseSettingsSpec(example))}\``, short?.[1].takes ?? '', what, absent]
  })
  return table(['name', 'short', 'takes', 'what it is', 'where it is absent'], rows)
}

function commandHelp(): string {
  return commandNames
    .map(
      name =>
        `## ${name}\n\n<!-- not run: its help -->\n\n\`\`\`text\n${helpOf(name, { colour: false, columns: 110 }).trimEnd()}\n\`\`\``,
    )
    .join('\n\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
