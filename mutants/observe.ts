// What is seen and kept: recorder, caps, kernel and wire.
import { mutantsOf } from './mutant.ts'

export const observe = [
  ...mutantsOf(
    'harness/observe/flow.ts',
    ['harness/observe/flow.test.ts'],
    [
      ['if (payloadBytes === 0) return false', ''],
      ['((upTo - before) | 0) <= 0', 'upTo - before <= 0'],
    ],
  ),
  ...mutantsOf(
    'harness/observe/long-lines.ts',
    ['harness/execute/cuts.test.ts'],
    [['if (ended) open.endedAtMs = atMs', '']],
  ),
  ...mutantsOf(
    'harness/observe/recorder.ts',
    ['harness/observe/recorder.test.ts'],
    [
      ['this.kept.line({ atMs: this.clock.nowMs() - agoMs', 'this.kept.line({ atMs: this.clock.nowMs()'],
      [
        'if (this.#endedAtMs === undefined && this.#error === undefined) this.#error',
        'if (this.#error === undefined) this.#error',
      ],
      ['this.lastWords.handOut()', ''],
    ],
  ),
  ...mutantsOf(
    'harness/observe/packets.ts',
    ['harness/observe/packets.test.ts'],
    [
      ['payloadBytes, ipId].join', 'payloadBytes].join'],
      [' || !rst)) return', ')) return'],
      ['(inside(one) || around(one))', 'inside(one)'],
    ],
  ),
  ...mutantsOf(
    'harness/observe/packet-kind.ts',
    ['harness/observe/packets.test.ts'],
    [
      ['since(segment.seq, nextSeq) !== -1', 'since(segment.seq, nextSeq) >= 0'],
      ["back.windowBytes === 0 ? 'window-probe' : 'probe'", "'probe'"],
      ["if (segment.fin) return again ? 'retransmission' : 'fin'", "if (segment.fin) return 'fin'"],
    ],
  ),
  ...mutantsOf(
    'harness/observe/kept-packets.ts',
    ['harness/observe/kept-packets.test.ts'],
    [
      ['passedAtMs <= endedAtMs ?', 'true ?'],
      ['if (this.#left === 0) this.#leftFromMs', 'this.#leftFromMs'],
    ],
  ),
  ...mutantsOf(
    'harness/observe/connections.ts',
    ['harness/observe/recorder.test.ts'],
    [['const id = this.#all.length + 1', 'const id = this.#all.length']],
  ),
  ...mutantsOf(
    'harness/observe/kept.ts',
    ['harness/observe/recorder.test.ts'],
    [
      ['if (dropped !== undefined) this.cut(appOf(line.host), line.atMs, dropped)', ''],
      ['if (dropped !== undefined) this.cut(event.by, event.atMs, dropped)', ''],
      ['if (!known || atMs < known.atMs) this.#cuts', 'this.#cuts'],
    ],
  ),
  ...mutantsOf(
    'harness/observe/kept-lines.ts',
    ['harness/observe/recorder.test.ts'],
    [
      ['return lines >= mostLines || sizeBytes >= mostBytes', 'return lines >= mostLines'],
      ['return lines >= mostLines || sizeBytes >= mostBytes', 'return sizeBytes >= mostBytes'],
      ['return this.#lines.toSorted((a, b) => a.atMs - b.atMs)', 'return this.#lines'],
    ],
  ),
  ...mutantsOf(
    'harness/runtime/given-up.ts',
    ['harness/runtime/given-up.test.ts'],
    [
      ['else if (last) lost.delete(by)', ''],
      ['since === 0', 'since >= 0'],
      ['return lost.size > 0', 'return false'],
    ],
  ),
  ...mutantsOf(
    'harness/observe/kernel.ts',
    // Who gives up retransmitting says so to nobody, and this program does not look: only a look in time sees it.
    ['connection-state/data-in-flight-deaf-writer'],
    [['this.#timer = after(nextMs, () => this.poll())', 'this.#timer = after(4 * nextMs, () => this.poll())']],
  ),
  ...mutantsOf(
    'harness/observe/kernel.ts',
    ['harness/observe/kernel.test.ts'],
    [['const late = clock.nowMs() > this.#dueAtMs + lateMs', 'const late = false']],
  ),
  ...mutantsOf(
    'harness/kit/clock.ts',
    ['harness/kit/clock.test.ts'],
    [
      ['setTimeout(work, Math.ceil(ms) + 1)', 'setTimeout(work, Math.floor(ms) - 2)'],
      [
        'fromWallMs: wallMs => wallMs - performance.timeOrigin - startMs',
        'fromWallMs: wallMs => wallMs - performance.timeOrigin',
      ],
      ['timer.unref()\n', ''],
    ],
  ),
  ...mutantsOf(
    'harness/kit/cache.ts',
    ['harness/kit/cache.test.ts'],
    [
      ['if (!isInTheWay(thrown)) throw unwritable(thrown)\n    const', 'return true\n    const'],
      ['return its === undefined ||', 'return'],
      ['if ((await holderOf(place)) === part) await rm(turnOf(place), { force: true })', ''],
    ],
  ),
]
