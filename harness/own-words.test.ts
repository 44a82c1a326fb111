// Method: every line of the product in these folders that looks into a text is found and has to be listed with what it reads, which must be
// somebody else's words. Numbers, settings and faults come as data: a report that took them out of a sentence would follow its wording.
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const looks =
  /\.(test|exec|match|matchAll|search|includes|startsWith|endsWith|split|indexOf|lastIndexOf|replace|replaceAll)\(|RegExp\(/
const files = await Array.fromAsync(
  glob(['harness/{compare,recommend,explain,audit}/**/*.ts', 'reports/**/*.ts'], { cwd: root }),
)
const product = files.filter(file => !/\.(test|build)\.ts$|\/fixtures\//.test(file)).sort()

/** Where, a part of the line, and what is looked into. */
const others: readonly (readonly [file: string, part: string, what: string])[] = [
  ['harness/audit/process.ts', '', 'the files of /proc/PID'],
  ['harness/audit/read-processes.ts', "['E_NO_PROCESS', 'E_ENDED'].includes(", 'a code, which is data'],
  ['harness/audit/report.ts', 'verdicts.includes(verdict)', 'a list of verdicts, which are data'],
  ['harness/audit/report.ts', "address.includes(':')", "a kernel's address, in whose family's form it is"],
  ['harness/audit/rows.ts', 'severity.indexOf(verdict)', 'a list of verdicts, which are data'],
  ['harness/compare/ledger.ts', "'\\n')", 'where the last whole line of the ledger ends'],
  ['harness/compare/ledger-lines.ts', "'\\n')", 'the lines of the ledger: each is JSON'],
  ['harness/compare/own-programs.ts', 'placeholder', "an author's command, for its placeholder"],
  ['harness/compare/scenario-of.ts', ".includes('standby')", 'a list of host names, which are data'],
  [
    'harness/compare/scenario-of.ts',
    'id: `compare/',
    'a name that becomes one of a file: it is written, and never read',
  ],
  ['harness/recommend/limit.ts', 'test(text)', 'what was typed on the command line'],
  ['harness/recommend/paste/paste.ts', 'String(number)', 'a number that is written with underscores'],
  ['reports/compare/markdown.ts', "'\\\\|'", 'a cell, to escape it'],
  ['reports/explain.ts', 'severity.indexOf(', 'a list of what can come of a fault, which is data'],
  ['reports/fidelity.ts', "['client', 'server', 'standby'].includes(name)", 'a list of host names, which are data'],
  ['reports/fidelity/text.ts', '', 'a cell, to escape it'],
  ['reports/json.ts', '.split(', 'JSON with an empty list in it, to put the runs there one by one'],
  ['reports/html.ts', "replace('T', ' ')", 'an instant in ISO 8601, for people'],
  ['reports/html/escape.ts', '', 'a text, to escape it'],
  ['reports/html/facts.ts', 'Ms', 'the name of a field, which ends in Ms where it is a duration'],
  ['reports/html/facts.ts', 'replace(/[A-Z]/g', 'the name of a field, in camel case'],
  ['reports/junit.ts', 'startedAt.replace(', 'an instant in ISO 8601, without its milliseconds'],
  ['reports/junit.ts', "replaceAll('", 'a text, to escape it'],
  ['reports/junit.ts', 'replace(/[^', 'a text, to escape it'],
  ['reports/keepalive.ts', 'exec(kernel.release)', "a kernel's own release"],
  ['reports/parse-report.ts', '', "the validator's pointers"],
  [
    'reports/terminal.ts',
    'stripVTControlCharacters(text)',
    'what a program said, to keep it from steering the terminal',
  ],
  ['reports/upgrade-report.ts', '', 'a report of schema 1, where some figures stood in words only'],
  ['reports/wrap.ts', "split(' ')", 'a text, to break it into lines'],
]

test('no report and no campaign looks into words that the product wrote', () => {
  const stray = linesThatLook().filter(line => !others.some(entry => isListed(entry, line)))
  expect(stray.map(({ file, number, text }) => `${file}:${number} ${text}`)).toEqual([])
})

test('what is listed is there', () => {
  const lines = linesThatLook()
  expect(others.filter(entry => !lines.some(line => isListed(entry, line)))).toEqual([])
})

interface Line {
  readonly file: string
  readonly number: number
  readonly text: string
}

function linesThatLook(): readonly Line[] {
  return product.flatMap(file =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .map((text, at) => ({ file, number: at + 1, text: text.trim() }))
      .filter(({ text }) => looks.test(text) && !/^(\/\/|\*|\/\*)/.test(text)),
  )
}

function isListed([file, part]: (typeof others)[number], line: Line): boolean {
  return line.file === file && line.text.includes(part)
}
