// The thread of a capture: waits for frames without ever waking up for nothing, writes them, ends when told to.
import { parentPort, workerData } from 'node:worker_threads'
import { messageOf } from '../../kit/errors.ts'
import { u16, u32 } from '../bytes.ts'
import { libc } from '../libc.ts'
import { getSocketOption } from '../sockopt.ts'
import { type CaptureSummary, Recorder, type Recording } from './recorder.ts'

/** `quit`: an eventfd that becomes readable when the capture is to end. */
export interface WorkerOrder extends Recording {
  readonly quit: number
}

export type WorkerAnswer = { readonly summary: CaptureSummary } | { readonly failure: string }

function record(order: WorkerOrder): WorkerAnswer {
  try {
    using recorder = new Recorder(order)
    const polled = Buffer.concat([order.fd, order.quit].flatMap(fd => [u32(fd), u16(POLLIN), u16(0)])) // struct pollfd[2]
    for (;;) {
      libc.poll(polled, 2, -1)
      if (polled.readUInt16LE(14) !== 0) return { summary: recorder.finish() }
      if (polled.readUInt16LE(6) & POLLERR) getSocketOption(order.fd, 'SO_ERROR') // the device went down: read it, or poll spins
      recorder.drain()
    }
  } catch (thrown) {
    return { failure: messageOf(thrown).replace(/ \[E_CAPTURE\]$/, '') }
  }
}

const POLLIN = 0x1
const POLLERR = 0x8
parentPort?.postMessage(record(workerData))
