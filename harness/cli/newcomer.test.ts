// Method: what a newcomer types, line by line, in a folder that has their client and server and nothing else, packages and their installation included. Their
// client never gives up, so that the first scenario is red; then the line that its report tells to type is typed. The time is printed, not judged: it
// is the machine's and the registry's.
import { access, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { boxes } from '../boxes/boxes.ts'
import { startClock } from '../kit/clock.ts'
import { isInstalled } from '../kit/on-path.ts'
import { packed } from './fixtures/installed.ts'

const examples = join(import.meta.dirname, '../../examples')
const refusal = await boxes.virtual.refusal()

const projects = [
  { language: 'node', server: 'node server.mjs 127.0.0.1 8000', client: 'node client.mjs http://127.0.0.1:8000/' },
  { language: 'python', server: 'python3 server.py 127.0.0.1 8000', client: 'python3 client.py 127.0.0.1 8000 0' },
] as const

describe.skipIf(refusal !== undefined)('a newcomer', { timeout: 900_000 }, () => {
  for (const { language, server, client } of projects)
    test.skipIf(!isInstalled(client.split(' ')[0] ?? ''))(
      `with programs in ${language} has a first red scenario and its report after three lines, and repeats it by the line that it says`,
      async () => {
        await using project = await folderWith(language)
        const clock = startClock()
        const lines = [
          'npm init -y',
          `npm install --save-dev ${await packed()} vitest`,
          `npx halfopen init --server "${server}" --client "${client}"`,
        ]
        const [, install, last] = await typed(project, lines)
        console.log(`${language}: ${lines.length} lines, ${(clock.nowMs() / 1_000).toFixed(1)} s`)
        expect(install?.stderr).not.toMatch(/install-scripts|allow-scripts|vulnerab/)

        expect(last?.exitCode, last?.stderr).toBe(1)
        expect(last?.stdout).toMatch(
          /^ ✗ client\/client-notices-a-switched-\n? *off-server-within-30-s +> [\d.]+ s|^ ✗ .*within-30-s +failed/m,
        )
        expect(last?.stdout).toMatch(
          / expected +client-app notices within 30\.0 s\n +actual +nothing noticed in 30\.0 s/,
        )
        expect(last?.stdout).toMatch(/ try .* npx halfopen recommend --within 30s/)
        await access(join(project.folder, 'reports/out/report.html'))

        const again = / again +(npx .*)/.exec(last?.stdout ?? '')?.[1] ?? 'false'
        const [repeated] = await typed(project, [again])
        expect(repeated?.stdout).toMatch(/ actual +nothing noticed in 30\.0 s/)
        expect(repeated?.stdout).toContain(again)
        expect(repeated?.exitCode).toBe(1)
      },
    )
})

/** One after the other, in a shell that knows none of our programs. What npx would otherwise ask for it may not fetch. */
async function typed({ folder }: { readonly folder: string }, lines: readonly string[]) {
  const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter)
  const absent = { HALFOPEN: undefined, HALFOPEN_ENTRY: undefined, VITEST: undefined, NODE_OPTIONS: undefined }
  const env = { PATH, NO_COLOR: '1', npm_config_yes: 'false', npm_config_prefer_offline: 'true', ...absent }
  const results = []
  for (const line of lines) {
    const result = await execa('sh', ['-c', line], { cwd: folder, env, reject: false, stdin: 'ignore' })
    results.push(result)
    if (line !== lines.at(-1)) expect(result.exitCode, `${line}\n${result.stderr}`).toBe(0)
  }
  return results
}

async function folderWith(language: string) {
  const folder = await mkdtemp(join(tmpdir(), 'halfopen-newcomer-'))
  const programs = (source: string) => !/\/(package\.json|scenarios)$/.test(source)
  await cp(join(examples, language), folder, { recursive: true, filter: programs })
  return { folder, [Symbol.asyncDispose]: async () => rm(folder, { recursive: true, force: true }) }
}
