// Method: every line of the product in these folders that looks into a text is found and has to be listed with what it reads, which must be
// somebody else's words. Numbers, settings and faults come as data: a report that took them out of a sentence would follow its wording. That
// no rendering does in another way either is shown by reports/unread.test.ts.
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const looks =
  /\.(test|exec|match|matchAll|search|includes|startsWith|endsWith|split|indexOf|lastIndexOf|replace|replaceAll)\(|RegExp\(/
const wordy = '(text|detail|reason|expected|actual|message|predictedReason)'
/** The other ways: a part of a field that holds words, a number made of it, or one that is compared with words. */
const peeks = new RegExp(
  `\\b${wordy}(\\)|\\?| \\?\\? '')*\\.(slice|substring|substr|at|charAt|charCodeAt|codePointAt)\\(|` +
    `\\b(Number|parseInt|parseFloat)\\(.*\\b${wordy}\\b|\\b${wordy} [=!]== ['"\`]|['"\`] [=!]== (\\w+\\??\\.)*${wordy}\\b|switch \\(.*\\b${wordy}\\)`,
)
const files = await Array.fromAsync(
  glob(['harness/{compare,recommend,explain,audit,cli}/**/*.ts', 'reports/**/*.ts'], { cwd: root }),
)
const product = files.filter(file => !/\.(test|build)\.ts$|\/fixtures\//.test(file)).sort()

/** Where, a part of the line, and what is looked into. */
const others: readonly (readonly [file: string, part: string, what: string])[] = [
  ['harness/audit/process.ts', '', 'the files of /proc/PID'],
  ['harness/audit/read-processes.ts', "['E_NO_PROCESS', 'E_ENDED'].includes(", 'a code, which is data'],
  ['harness/audit/report.ts', 'verdicts.includes(verdict)', 'a list of verdicts, which are data'],
  ['harness/audit/report.ts', "address.includes(':')", "a kernel's address, in whose family's form it is"],
  ['harness/audit/rows.ts', 'severity.indexOf(verdict)', 'a list of verdicts, which are data'],
  ['harness/cli/arguments.ts', '', 'the command line'],
  ['harness/cli/audit-arguments.ts', '', 'the command line'],
  ['harness/cli/beginning.ts', '', 'the command line'],
  ['harness/cli/complete.ts', 'stem.split(', 'the name of a file, by its folders'],
  ['harness/cli/expected.ts', 'scenario.startsWith(', 'the name of a scenario, which is its path'],
  ['harness/cli/exit-code.ts', 'statuses.includes(', 'a list of verdicts, which are data'],
  ['harness/cli/explain.ts', '', 'the command line'],
  ['harness/cli/file-order.ts', 'scenario.startsWith(', 'the name of a scenario, which is its path'],
  ['harness/cli/global-setup.ts', '', "the stack of an error of the user's own"],
  ['harness/cli/halfopen.ts', "found.split('.')", "Node's own version"],
  ['harness/cli/init-arguments.ts', '', 'the command line'],
  ['harness/cli/lab-arguments.ts', '', 'the command line, and the lines of a script'],
  ['harness/cli/lab-keys.ts', '', 'what is typed'],
  ['harness/cli/lab-prompt.ts', '', 'what is typed'],
  ['harness/cli/lab-screen.ts', '', 'what is typed, and whether a line has any letters'],
  ['harness/cli/leftovers.ts', '', 'the files of /proc'],
  ['harness/cli/league-arguments.ts', '.includes(', 'the command line'],
  ['harness/cli/no-match.ts', '', 'the command line, and the names of scenarios'],
  ['harness/cli/option-values.ts', '', 'the command line'],
  ['harness/cli/plain-config.ts', '/^(halfopen$|vitest:)/', "the names of Vite's plugins"],
  ['harness/cli/startable.ts', '', 'the files of /proc'],
  ['harness/cli/recommend-arguments.ts', '', 'the command line'],
  ['harness/cli/shell-script.ts', '', "tab's scripts"],
  ['harness/cli/sharded-run.ts', "'\\r\\n'", 'a scenario file, whose lines git may end in another way'],
  ['harness/cli/tell-recommendation.ts', '.includes(', 'lists of pastes and of their names, which are data'],
  ['harness/cli/scenario-files.ts', '', 'the command line, and the names of files'],
  ['harness/cli/standing.ts', '', 'what a debugger says of a script'],
  ['harness/cli/vitest-version.ts', "split('.')", "Vitest's own version"],
  ['harness/cli/vitest.ts', 'RegExp(', 'the names of files'],
  ['harness/cli/vitest.ts', 'messageOf(cause)', "a build's own error"],
  ['harness/cli/vitest.ts', 'Build failed', "a build's own error"],
  ['harness/compare/ledger.ts', "'\\n')", 'where the last whole line of the ledger ends'],
  ['harness/compare/ledger-lines.ts', "'\\n')", 'the lines of the ledger: each is JSON'],
  ['harness/compare/scenario-of.ts', ".includes('standby')", 'a list of host names, which are data'],
  [
    'harness/compare/scenario-of.ts',
    'id: `compare/',
    'a name that becomes one of a file: it is written, and never read',
  ],
  ['harness/recommend/limit.ts', 'test(text)', 'what was typed on the command line'],
  ['harness/recommend/paste/paste.ts', 'String(number)', 'a number that is written with underscores'],
  ['harness/recommend/paste/spelled.ts', 'test(name)', "an option's name, which may need quotes"],
  ['reports/against/words.ts', 'kinds.includes(kind)', 'a list of kinds of change, which are data'],
  ['reports/workflow-command.ts', 'exec(at', 'a place in a file, whose line GitHub wants apart'],
  ['reports/workflow-command.ts', 'replaceAll(', 'a text, to escape it'],
  ['reports/markdown/literal.ts', '', 'a text, to escape it'],
  ['reports/merged.ts', "replaceAll('\\\\', '/')", 'the path of a capture, as an address has it'],
  ['reports/again.ts', '', 'an instant in ISO 8601 without its midnight'],
  ['reports/explain.ts', 'severity.indexOf(', 'a list of what can come of a fault, which is data'],
  ['reports/fidelity.ts', "['client', 'server', 'standby'].includes(name)", 'a list of host names, which are data'],
  ['reports/league/sorting.ts', '', "the page's own cells, and what is typed into its search"],
  ['reports/league/words.ts', 'told.words.includes(', "a library's own words"],
  ['reports/json.ts', '.split(', 'JSON with an empty list in it, to put the runs there one by one'],
  ['reports/html/escape.ts', '', 'a text, to escape it'],
  ['reports/html/controls.ts', 'own.includes(kind)', 'a list of kinds of change, which are data'],
  ['reports/html/log-view.ts', 'text.slice(', 'what a program said, to shorten it'],
  ['reports/html/matrix.ts', "replaceAll(',', ', ')", 'settings in their one spelling, to let a line break in it'],
  ['reports/page/choosing.ts', '', "the page's own rows, and what is typed into its search"],
  ['reports/page/log.ts', "present.includes('packet')", 'a list of sorts of rows, which are data'],
  ['reports/page/log.ts', 'this.#found.indexOf(row)', 'a list of rows by their numbers'],
  ['reports/page/log.ts', 'text.includes(this.#words)', 'what is typed into its search'],
  ['reports/page/matrix-rows.ts', "change.split(' ')", 'a list of kinds of change, which are data'],
  ['reports/page/pointer.ts', 'this.#stops.indexOf(this.#row)', 'a list of rows by their numbers'],
  ['reports/html/facts.ts', 'Ms', 'the name of a field, which ends in Ms where it is a duration'],
  ['reports/html/facts.ts', 'replace(/[A-Z]/g', 'the name of a field, in camel case'],
  ['reports/junit.ts', 'startedAt.replace(', 'an instant in ISO 8601, without its milliseconds'],
  ['reports/junit.ts', "replaceAll('", 'a text, to escape it'],
  ['reports/junit.ts', 'replace(/[^', 'a text, to escape it'],
  ['reports/keepalive.ts', 'exec(kernel.release)', "a kernel's own release"],
  ['reports/parse-report.ts', '', "the validator's pointers"],
  ['reports/plain.ts', '', 'what a program said, to keep it from steering the terminal'],
  ['reports/upgrade-report.ts', '', 'a report of schema 1, where some figures stood in words only'],
  ['reports/wrap.ts', '', 'a text, to break it into lines'],
]

test('no report and no campaign looks into words that the product wrote', () => {
  const stray = linesThatLook().filter(line => !others.some(entry => isListed(entry, line)))
  expect(stray.map(({ file, number, text }) => `${file}:${number} ${text}`)).toEqual([])
})

test.for([
  "evidence?.text.includes('kept alive')",
  "evidence.text.slice(0, 4) === 'kept'",
  'const packets = Number(evidence.text)',
  "if (verdict.reason === 'nothing was demanded') return",
  "'ETIMEDOUT' === seen.detail",
  'switch (verdict.reason) {',
])('one that looks into words is found: %s', line => expect(isLook(line)).toBe(true))

test.for([
  'return wrap(verdict.reason, columns)',
  "if (verdict.status === 'fail') return",
  'const [first, ...rest] = bounds.slice(1)',
  "// of evidence.text.includes('kept alive')",
])('one that hands them on is not: %s', line => expect(isLook(line)).toBe(false))

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
      .filter(({ text }) => isLook(text)),
  )
}

function isLook(text: string): boolean {
  return (looks.test(text) || peeks.test(text)) && !/^(\/\/|\*|\/\*)/.test(text)
}

function isListed([file, part]: (typeof others)[number], line: Line): boolean {
  return line.file === file && line.text.includes(part)
}
