// The line at which a test worker's thread stands that never lets go of it: its debugger interrupts it, and is asked.
import { Session } from 'node:inspector'
import { SourceMap } from 'node:module'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { within } from '../kit/clock.ts'
import { packageFolder } from '../kit/program-path.ts'

/** `a.scenario.ts:3`, the innermost line outside of node_modules, relative to the current folder; undefined where it is at none, as in a call that waits. */
export async function standing(thread: number): Promise<string | undefined> {
  const session = new Session()
  try {
    session.connect()
    return await within('ask a thread where it stands', answersWithinMs, async () => asked(session, thread))
  } catch {
    return undefined
  } finally {
    session.disconnect()
  }
}

const answersWithinMs = 3_000

async function asked(session: Session, thread: number): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>()
  const scripts = new Map<string, Script>()
  session.on('NodeWorker.attachedToWorker', ({ params: { sessionId, workerInfo } }) => {
    // Its own number counts in no order.
    if (!workerInfo.title.startsWith(`[worker ${thread}]`)) return
    for (const [id, method] of ['Debugger.enable', 'Debugger.pause'].entries())
      session.post('NodeWorker.sendMessageToWorker', { sessionId, message: JSON.stringify({ id, method }) })
  })
  session.on('NodeWorker.receivedMessageFromWorker', ({ params: { message } }) => {
    const told: Told = JSON.parse(message)
    if (told.method === 'Debugger.scriptParsed') scripts.set(told.params.scriptId, told.params)
    if (told.method === 'Debugger.paused') resolve(firstPlace(told.params.callFrames, scripts))
  })
  session.post('NodeWorker.enable', { waitForDebuggerOnStart: false })
  return await promise
}

function firstPlace(frames: readonly Frame[], scripts: ReadonlyMap<string, Script>): string | undefined {
  for (const { location } of frames) {
    const script = scripts.get(location.scriptId)
    const file = script && pathOf(script.url)
    if (script && file !== undefined) return `${relative(process.cwd(), file)}:${lineIn(script, location) + 1}`
  }
  return undefined
}

/** Undefined for what is not its user's. */
function pathOf(url: string): string | undefined {
  const path = url.startsWith('file://') ? fileURLToPath(url) : url
  const isOurs = path.startsWith(join(packageFolder, 'dist')) || path.startsWith(join(packageFolder, 'harness'))
  return path.startsWith('/') && !isOurs && !path.includes('/node_modules/') ? path.replace(/\?.*$/, '') : undefined
}

/** As it was written, counted from 0. */
function lineIn({ sourceMapURL = '' }: Script, { lineNumber, columnNumber = 0 }: Frame['location']): number {
  const inline = /^data:application\/json;(?:charset=[^;,]+;)?base64,(.+)$/.exec(sourceMapURL)?.[1]
  if (inline === undefined) return lineNumber
  const entry = new SourceMap(JSON.parse(Buffer.from(inline, 'base64').toString())).findEntry(lineNumber, columnNumber)
  return 'originalLine' in entry ? entry.originalLine : lineNumber
}

interface Script {
  readonly scriptId: string
  readonly url: string
  readonly sourceMapURL?: string
}

interface Frame {
  readonly location: { readonly scriptId: string; readonly lineNumber: number; readonly columnNumber?: number }
}

/** What of the debugger's messages is read. */
type Told =
  | { readonly method: 'Debugger.scriptParsed'; readonly params: Script }
  | { readonly method: 'Debugger.paused'; readonly params: { readonly callFrames: readonly Frame[] } }
  | { readonly method?: undefined }
