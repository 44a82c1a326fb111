// Lines out of bytes as they arrive, in bounded memory: whole characters, any line end, and a last word that no newline follows.
import { after, startClock } from './clock.ts'

/** A longer line is cut here: of what follows up to its end nothing is stored but how much it is. */
export const longestLineBytes = 64 << 10

/** A line that has begun counts when nothing has followed for so long: a program may stay up after a word without a newline. */
const quietMs = 100
/** Dots that follow the word one by one must not hold it back. */
const longestMs = 250

/**
 * Hands out each line as soon as it has ended, by `\n`, `\r\n` or `\r`. What has only begun is handed out when nothing follows, and
 * what then comes is another line. So a line that arrives in two pieces is whole unless the second comes more than a tenth of a second later.
 */
export class LineSplitter {
  readonly #to: LineTaker
  #begun: Buffer[] = []
  #begunBytes = 0
  #begunAtMs = 0
  #lastByteAtMs = 0
  #timer: Disposable | undefined
  /** The line is too long: its rest is dropped. */
  #dropping = false
  /** Its beginning was handed out: a line end that follows at once ends nothing else. */
  #handedOut = false
  /** The last chunk ended with `\r`: a `\n` that comes now belongs to it. */
  #afterReturn = false

  constructor(to: LineTaker) {
    this.#to = to
  }

  push(chunk: Buffer): void {
    this.#timer?.[Symbol.dispose]()
    if (this.#to.full()) {
      this.#restart()
      this.#to.skipped(chunk.length)
      return
    }
    let at = this.#afterReturn && chunk[0] === newline ? 1 : 0
    this.#afterReturn = false
    const ends = endsOf(chunk, at)
    for (const [end, next] of ends) {
      this.#add(chunk.subarray(at, end))
      this.#finish()
      at = next
    }
    this.#afterReturn = at === chunk.length && chunk[at - 1] === carriageReturn
    this.#add(chunk.subarray(at))
    if (this.#begunBytes > 0) this.#wait()
  }

  /** Hands out what has begun, now. Half a character stays where it is. */
  handOut(): void {
    this.#timer?.[Symbol.dispose]()
    const bytes = Buffer.concat(this.#begun)
    const whole = wholeBytes(bytes)
    if (whole === 0) return
    this.#restart(bytes.subarray(whole))
    this.#handedOut = true
    this.#to.line(bytes.toString('utf8', 0, whole), { agoMs: clock.nowMs() - this.#lastByteAtMs })
  }

  /** Nothing more will come. */
  end(): void {
    this.#timer?.[Symbol.dispose]()
    const bytes = Buffer.concat(this.#begun)
    this.#restart()
    if (bytes.length > 0) this.#to.line(bytes.toString(), { agoMs: 0 })
    if (this.#dropping) this.#to.rest({ sizeBytes: 0, ended: true })
    this.#dropping = false
  }

  #add(bytes: Buffer): void {
    if (bytes.length === 0) return
    if (this.#dropping) {
      this.#to.rest({ sizeBytes: bytes.length, ended: false })
      return
    }
    this.#lastByteAtMs = clock.nowMs()
    if (this.#begunBytes === 0) this.#begunAtMs = this.#lastByteAtMs
    const room = longestLineBytes - this.#begunBytes
    this.#begun.push(bytes.subarray(0, room))
    this.#begunBytes += Math.min(room, bytes.length)
    if (bytes.length <= room) return
    const kept = Buffer.concat(this.#begun)
    const whole = wholeBytes(kept)
    this.#restart()
    this.#dropping = true
    this.#to.line(kept.toString('utf8', 0, whole), { agoMs: 0, cut: true })
    this.#to.rest({ sizeBytes: kept.length - whole + bytes.length - room, ended: false })
  }

  #finish(): void {
    const [again, tail] = [this.#handedOut, this.#dropping]
    this.#handedOut = false
    this.#dropping = false
    if (tail) this.#to.rest({ sizeBytes: 0, ended: true })
    if (tail || (again && this.#begunBytes === 0)) return
    const text = Buffer.concat(this.#begun).toString()
    this.#restart()
    this.#to.line(text, { agoMs: 0 })
  }

  #wait(): void {
    const restMs = this.#begunAtMs + longestMs - this.#lastByteAtMs
    this.#timer = after(Math.max(0, Math.min(quietMs, restMs)), () => this.handOut())
  }

  #restart(bytes?: Buffer): void {
    this.#begun = bytes && bytes.length > 0 ? [bytes] : []
    this.#begunBytes = bytes?.length ?? 0
    this.#begunAtMs = this.#lastByteAtMs
  }
}

/** Who is told of the lines. */
export interface LineTaker {
  line(text: string, heard: Heard): void
  /** More of the line that was cut last, or that it ended. */
  rest(rest: Rest): void
  /** Whether no more is wanted, ever: what comes is then not even read. */
  full(): boolean
  skipped(sizeBytes: number): void
}

/** Of a line that was cut: so many more bytes of it are not kept. `ended`: there are no more. */
export interface Rest {
  readonly sizeBytes: number
  readonly ended: boolean
}

/** How a line was heard. */
export interface Heard {
  /** How long ago its last byte came: it may have been waited for the rest. */
  readonly agoMs: number
  /** It was longer than is kept. */
  readonly cut?: true
}

const newline = 0x0a
const carriageReturn = 0x0d
const clock = startClock()

/** Where each line of a chunk ends, and where the next one begins. */
function* endsOf(chunk: Buffer, from: number): Generator<readonly [end: number, next: number]> {
  let lineFeed = chunk.indexOf(newline, from)
  let returned = chunk.indexOf(carriageReturn, from)
  while (lineFeed >= 0 || returned >= 0) {
    const end = lineFeed < 0 || (returned >= 0 && returned < lineFeed) ? returned : lineFeed
    const next = end + (end === returned && lineFeed === end + 1 ? 2 : 1)
    yield [end, next]
    if (lineFeed >= 0 && lineFeed < next) lineFeed = chunk.indexOf(newline, next)
    if (returned >= 0 && returned < next) returned = chunk.indexOf(carriageReturn, next)
  }
}

/** How many of these bytes are whole characters of UTF-8: RFC 3629 section 3. What is no UTF-8 at all counts as whole. */
function wholeBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return needed > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}
