// Every command and every scenario of the README is run here, or by CI where it is what CI itself calls. Those of docs/lab.md and docs/ci.md have tests
// of their own; of the other pages all scenarios are checked and listed, and run where their programs come with halfopen: others are a user's. A block
// that is not run says why.
import { once } from 'node:events'
import { glob, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import { beforeAll, describe, expect, test } from 'vitest'
import { installed } from './cli/fixtures/installed.ts'
import { built } from './kit/fixtures/built.ts'

const root = join(import.meta.dirname, '..')
const readme = await readFile(join(root, 'README.md'), 'utf8')

const docs = (await Array.fromAsync(glob('docs/*.md', { cwd: root, exclude: ['docs/{ci,lab}.md'] }))).sort()
/** Blocks of code of the docs that do not say why they are not run. */
const running = (
  await Promise.all(docs.map(async page => runningIn(page, await readFile(join(root, page), 'utf8'))))
).flat()

/** The scenarios of the docs. */
const pages = await Promise.all(
  ['scenarios', 'subjects', 'systems', 'your-client'].map(async page =>
    blocksOf(await readFile(join(root, `docs/${page}.md`), 'utf8')).map((code, index) => {
      const name = `${page}-${index + 1}`
      return { name, file: `scenarios/${name}.scenario.ts`, code }
    }),
  ),
).then(all => all.flat())

test('is no longer than 150 lines', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(150)
})

test('its two first commands are those that CI calls', async () => {
  const ci = await readFile(join(root, '.ci/run'), 'utf8')
  const commands = [...readme.matchAll(/^ {4}(npm ci && npm .*?)\s+#/gm)].map(([, line]) => line)
  expect(commands).toEqual(['npm ci && npm run scenarios', 'npm ci && npm test'])
  for (const part of ['npm ci', 'npm run scenarios', 'npm test']) expect(ci).toContain(part)
})

test('what it shows of four scenarios is what they do today, but for how long they took', async () => {
  const [, command = '', shown = ''] = /^\$ npx halfopen (run .*)\n((?:.*\n)*?)```/m.exec(readme) ?? []
  const output = await mkdtemp(join(tmpdir(), 'halfopen-readme-'))
  const words = [...command.split(' '), '--output', output]
  const halfopen = built('harness/cli/halfopen.ts')
  const { stdout } = await execa('node', [halfopen, ...words], {
    cwd: root,
    env: { NO_COLOR: '1' },
    reject: false,
    stdin: 'ignore',
  })
  await rm(output, { recursive: true })
  expect(timeless(stdout)).toBe(timeless(shown))
})

test('each block of the docs is a scenario or a command, or says why it is not run', () => {
  const scenarios = running.filter(({ language }) => language === 'ts')
  expect(scenarios.map(({ code }) => code)).toEqual(pages.map(({ code }) => code))
  const commands = running.filter(({ language }) => language !== 'ts')
  expect(
    commands.flatMap(({ code }) => code.trim().split('\n')).filter(line => !line.startsWith('npx halfopen ')),
  ).toEqual([])
})

describe('packed and installed in an empty project', { timeout: 900_000 }, () => {
  let project: Awaited<ReturnType<typeof makeProject>>
  beforeAll(async () => {
    project = await makeProject()
    return async () => project[Symbol.asyncDispose]()
  }, 900_000)

  test('it can be imported, and its types hold', async () => {
    const options = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2024',
      '--lib',
      'es2024,esnext.disposable',
    ]
    const { stdout } = await project.run(
      'tsc',
      ...[...options, '--skipLibCheck', 'false', '--types', 'node', 'types.ts', ...pages.map(({ file }) => file)],
    )
    const { stdout: names } = await project.run(
      'node',
      '-e',
      "import('halfopen').then(all => console.log(typeof all.scenarioTest))",
    )
    expect({ types: ours(stdout), names }).toEqual({ types: [], names: 'function' })
  })

  test('each halfopen command of the README runs', async () => {
    const commands = [...readme.matchAll(/^npx halfopen (.*?)(?:\s+#.*)?$/gm)].map(([, line]) => line ?? '')
    expect(commands.map(line => line.split(' ')[0])).toEqual([
      ...['init', 'run', 'list', 'doctor', 'report'],
      ...['compare', 'recommend', 'league', 'explain', 'audit'],
    ])
    await using connected = await connectedProcess()
    for (const line of commands) {
      const typed = line.replaceAll("'", '').replace('$PID', String(connected.pid)).split(' ')
      const words = line === 'init' ? [...typed, ...answers] : typed
      const { exitCode, stdout } = await project.run('halfopen', ...words)
      const [, sample] = readme.split(`$ npx halfopen ${line}\n`)
      if (sample !== undefined) expect(timeless(stdout)).toBe(timeless(sample.slice(0, sample.indexOf('```'))))
      const code = line === 'init' ? 1 : 0 // its second scenario asks for more patience than this client has
      expect({ line, exitCode, told: stdout !== '' }).toEqual({ line, exitCode: code, told: true })
    }
  })

  test('its first scenarios, and its system of several hosts, run on programs that speak as they say', async () => {
    const { exitCode, stdout } = await project.run('halfopen', 'run', 'orders', 'system', '--plane', 'toxiproxy')
    expect(stdout.match(/^ ✓ (orders|system)\b/gm)).toEqual([' ✓ orders', ' ✓ orders', ' ✓ system'])
    expect(exitCode).toBe(0)
  })

  test('the scenarios of the docs are found, each under its claim', async () => {
    const { exitCode, stdout } = await project.run('halfopen', 'list')
    expect(pages.length).toBeGreaterThan(5)
    for (const { name } of pages) expect(stdout).toContain(name)
    expect(exitCode).toBe(0)
  })

  test('the scenarios of the docs run where their programs come with halfopen', async () => {
    const names = pages.filter(({ code }) => !code.includes('command(')).map(({ name }) => name)
    expect(names.length).toBeGreaterThan(2)
    const { exitCode, stdout } = await project.run('halfopen', 'run', ...names, '--verbose')
    expect(stdout).not.toMatch(/^ [✗?] /m)
    expect(stdout.match(/^ ✓ /gm)?.length).toBeGreaterThanOrEqual(2)
    expect(exitCode).toBe(0)
  })

  test('the commands of the docs run', async () => {
    const commands = running.filter(({ language }) => language !== 'ts').flatMap(({ code }) => code.trim().split('\n'))
    expect(commands.length).toBeGreaterThan(2)
    for (const line of commands) {
      const { exitCode, stdout } = await project.run('halfopen', ...line.split(' ').slice(2))
      expect({ line, exitCode, said: stdout !== '' }).toEqual({ line, exitCode: 0, said: true })
    }
  })
})

/** What `init` asks for: where nobody sits at a terminal, as options. */
const answers = [
  ...['--server', 'node orders-db.js --port {port}', '--client', 'node orders-web.js --db {host}:{port}'],
] as const

/** A program with a connection, to be audited: this one. */
async function connectedProcess() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1')
  await once(socket, 'connect')
  const close = async () => {
    socket.destroy()
    server.close()
  }
  return { pid: process.pid, [Symbol.asyncDispose]: close }
}

/** Without how long things took on this machine, and what is as wide as that. */
function timeless(text: string): string {
  return text
    .replaceAll(/(plane +took|(netns virtual) +[\d.]+ m?s)$/gm, '$2')
    .replaceAll(/in (?:[\d.]+ min )?[\d.]+ m?s$|\((?:[\d.]+ min )?[\d.]+ m?s here\)/gm, '')
    .trim()
}

/** What stands between fences where nothing before it says why it is not run. */
function runningIn(page: string, text: string): readonly { page: string; language: string; code: string }[] {
  const fenced = /(<!-- not run: [^>]+ -->\s+)?^( *)```(\w*)\n(.*?)^ *```$/gms
  return [...text.matchAll(fenced)].flatMap(([, why, indent = '', language = '', code = '']) =>
    why === undefined ? [{ page, language, code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), '') }] : [],
  )
}

function blocksOf(page: string): readonly string[] {
  return [...page.matchAll(/^( *)```ts\n(.*?)^ *```/gms)].map(([, indent = '', code = '']) =>
    code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  )
}

/** Complaints about our own declarations: those of dependencies are not ours to mend. */
function ours(output: string): string[] {
  return output.split('\n').filter(line => /^(types\.ts|scenarios\/|node_modules\/halfopen\/)/.test(line))
}

/** Files that the README takes for granted. */
async function furnish(folder: string): Promise<void> {
  const [first = '', system = ''] = blocksOf(readme)
  const files = {
    'scenarios/orders.scenario.ts': first,
    ...Object.fromEntries(pages.map(({ file, code }) => [file, code])),
    'scenarios/system.scenario.ts': system,
    'scenarios/power-off/one.scenario.ts': await readFile(
      join(root, 'scenarios/power-off/cache-reader-ping.scenario.ts'),
      'utf8',
    ),
    'types.ts': `import { powerOff, type Run } from 'halfopen'
      import { test } from 'halfopen/vitest'
      import { HalfopenReporter } from 'halfopen/reporter'
      export const fault: { kind: 'power-off' } = powerOff('server')
      export const status = (run: Run): 'pass' | 'fail' | 'inconclusive' | 'skip' => run.verdict.status
      export default [test, HalfopenReporter]`,
    'orders-db.js': `import { createServer } from 'node:net'
      const port = Number(process.argv[process.argv.indexOf('--port') + 1])
      createServer(socket => socket.on('error', () => {}).on('data', data => socket.write(data)))
        .listen(port, () => console.log('listening'))`,
    'orders-web.js': `import { connect } from 'node:net'
      const [host, port] = process.argv.at(-1).split(':')
      const socket = connect({ host, port: Number(port) }).on('error', () => {})
      let answered = Date.now()
      socket.once('data', () => console.log('db connected')).on('data', () => { answered = Date.now() })
      setInterval(() => {
        socket.write('select 1;')
        if (Date.now() - answered > 3000) { console.log('db connection lost'); process.exit(1) }
      }, 200)`,
  }
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
}

/** An empty project with the packed package in it, as `npm install halfopen vitest` leaves it. */
async function makeProject() {
  const project = await installed({ vitest: '5', typescript: '7', '@types/node': '24' })
  await furnish(project.folder)
  return project
}
