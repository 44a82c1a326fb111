// Every command and every block of code of the README and the docs is run here, or says why it is not; or CI runs it, where it is what CI itself calls.
import { once } from 'node:events'
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { installed } from './cli/fixtures/installed.ts'

const root = join(import.meta.dirname, '..')
const readme = await readFile(join(root, 'README.md'), 'utf8')
const pages = (await Array.fromAsync(glob('docs/*.md', { cwd: root }))).sort()
const tests = await Promise.all(
  (await Array.fromAsync(glob('{harness,reports}/**/*.test.ts', { cwd: root }))).map(file =>
    readFile(join(root, file), 'utf8'),
  ),
)
/** Of every page but those whose own test reads them, such as that of CI. */
const blocks = (await Promise.all(pages.filter(page => !tests.some(test => test.includes(page))).map(blocksOf))).flat()

test('is no longer than 150 lines', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(150)
})

test('its two first commands are those that CI calls', async () => {
  const ci = await readFile(join(root, '.ci/run'), 'utf8')
  const commands = [...readme.matchAll(/^ {4}(npm ci && npm .*?)\s+#/gm)].map(([, line]) => line)
  expect(commands).toEqual(['npm ci && npm run scenarios', 'npm ci && npm test'])
  for (const part of ['npm ci', 'npm run scenarios', 'npm test']) expect(ci).toContain(part)
})

test('each block of the docs is a scenario, or commands, or says why it is not run', () => {
  const odd = ({ run, language, text }: Block) =>
    run && language !== 'ts' && !text.split('\n').every(line => line === '' || line.startsWith('npx halfopen '))
  expect(blocks.filter(odd)).toEqual([])
  expect(blocks.length).toBeGreaterThan(15)
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
      ...[...options, '--skipLibCheck', 'false', '--types', 'node', 'types.ts'],
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
    expect(commands.shift()).toBe('init') // which asks: cli/init.test.ts
    expect(commands.map(line => line.split(' ')[0])).toEqual([
      ...['run', 'list', 'doctor', 'report'],
      ...['compare', 'recommend', 'league', 'explain', 'audit'],
    ])
    await using connected = await connectedProcess()
    for (const line of commands) {
      const words = line.replaceAll("'", '').replace('$PID', String(connected.pid)).split(' ')
      const { exitCode, stdout } = await project.run('halfopen', ...words)
      expect({ line, exitCode, told: stdout !== '' }).toEqual({ line, exitCode: 0, told: true })
    }
  })

  test('its first scenarios run on a client and a server that speak as they say', async () => {
    const { exitCode, stdout } = await project.run('halfopen', 'run', 'orders', '--plane', 'toxiproxy')
    expect(stdout.match(/^ ✓ /gm)).toHaveLength(2)
    expect(exitCode).toBe(0)
  })

  test('its system of several hosts runs', async () => {
    const { exitCode, stdout } = await project.run('halfopen', 'run', 'system', '--plane', 'toxiproxy')
    expect(stdout.match(/^ ✓ /gm)).toHaveLength(1)
    expect(exitCode).toBe(0)
  })

  test('the scenarios of the docs can all be declared, and a script of theirs runs', async () => {
    const { exitCode, stdout, stderr } = await project.run('halfopen', 'list', 'docs/**')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const claims = scenariosOf(blocks).flatMap(({ text }) => [...text.matchAll(/^(?:scenarioTest|test)\('/gm)])
    expect(claims.length).toBeGreaterThan(8)
    expect(stdout.match(/^ *docs\/\S+/gm)).toHaveLength(claims.length)
    const script = await project.run('halfopen', 'run', 'docs/scenarios-3', '--plane', 'toxiproxy')
    expect(script).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^ ✓ /m) })
  })

  test('the commands of the docs run', async () => {
    const commands = blocks.filter(({ run }) => run).flatMap(({ text }) => [...text.matchAll(/^npx halfopen (.*)$/gm)])
    expect(commands.length).toBeGreaterThan(2)
    for (const [, line = ''] of commands) {
      const { exitCode, stdout } = await project.run('halfopen', ...line.replaceAll("'", '').split(' '))
      expect({ line, exitCode, told: stdout !== '' }).toEqual({ line, exitCode: 0, told: true })
    }
  })
})

interface Block {
  readonly page: string
  readonly language: string
  readonly text: string
  /** Nothing before it says that it is not. */
  readonly run: boolean
}

/** What stands between fences, without its margin. */
async function blocksOf(page: string): Promise<readonly Block[]> {
  const text = await readFile(join(root, page), 'utf8')
  const found = [...text.matchAll(/(<!-- not run: [^>]+ -->\s+)?^( *)```(\w*)\n(.*?)^ *```$/gms)]
  return found.map(([, why, margin = '', language = '', inside = '']) => {
    const plain = inside.replaceAll(new RegExp(`^${margin}`, 'gm'), '')
    return { page, language, text: plain.trimEnd(), run: why === undefined }
  })
}

/** By the page and the number that it has there. */
function scenariosOf(all: readonly Block[]): readonly { readonly name: string; readonly text: string }[] {
  const ofPage = (page: string) => all.filter(block => block.page === page && block.language === 'ts' && block.run)
  return [...new Set(all.map(({ page }) => page))].flatMap(page =>
    ofPage(page).map(({ text }, at) => ({ name: page.replace(/^docs\/(.*)\.md$/, `$1-${at + 1}`), text })),
  )
}

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

/** Complaints about our own declarations: those of dependencies are not ours to mend. */
function ours(output: string): string[] {
  return output.split('\n').filter(line => /^(types\.ts|node_modules\/halfopen\/)/.test(line))
}

/** Files that the README takes for granted. */
async function furnish(folder: string): Promise<void> {
  const [first = '', system = ''] = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code ?? '')
  const files = {
    ...Object.fromEntries(scenariosOf(blocks).map(({ name, text }) => [`scenarios/docs/${name}.scenario.ts`, text])),
    'scenarios/orders.scenario.ts': first,
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
        .listen(port, '127.0.0.1', () => console.log('listening'))`,
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
