// A capture to a pcap file, in force when `openCapture` returns: nothing that passes afterwards is missed.
import { openSync } from 'node:fs'
import { HalfopenError, messageOf } from '../../kit/errors.ts'
import { libc } from '../libc.ts'
import type { Netns } from '../netns.ts'
import { ETH_P_ALL, packetSocket } from '../packet-socket.ts'
import type { Device } from '../rtnetlink.ts'
import { type CaptureSummary, captureFailure, Recorder, type Recording } from './recorder.ts'
import { installRing, ringSize } from './ring.ts'
import { recordInWorker } from './worker-recorder.ts'

/**
 * Captures what passes `device`, or every device of the namespace ('any': then each frame names its device and its
 * direction, and one that is forwarded is there twice). tcpdump and Wireshark open the file. E_CAPTURE.
 *
 * `reader` 'worker' writes while it goes on, in a thread of its own, however long it takes. 'at-stop' keeps everything
 * in the ring and writes at the end: no thread, for a few thousand frames.
 */
export function openCapture(netns: Netns, device: Device | 'any', file: string, options: CaptureOptions = {}): Capture {
  const { snapBytes = 256, ringBytes = 4 << 20, reader = 'worker' } = options
  const ring = ringSize(snapBytes, ringBytes)
  const fd = listening(netns, device, file)
  try {
    installRing(fd, ring)
    const link = device === 'any' ? 'sll2' : 'ethernet'
    const recording: Recording = { fd, ring, file, out: opened(file), link, snapBytes }
    const finish = reader === 'worker' ? recordInWorker(recording) : recordAtStop(recording)
    const name = device === 'any' ? 'any' : device.name
    netns.note(`tcpdump -i ${name} -s ${snapBytes} --time-stamp-precision nano -w ${file} &`)
    return capture(fd, finish)
  } catch (thrown) {
    libc.close(fd)
    throw thrown
  }
}

export interface CaptureOptions {
  /** How much of each frame is kept. */
  readonly snapBytes?: number
  /** Memory for frames that wait to be written; 4 MiB hold 8192 frames of the usual cut. */
  readonly ringBytes?: number
  readonly reader?: 'worker' | 'at-stop'
}

/** A capture in force. Disposing stops it. */
export interface Capture extends AsyncDisposable {
  /** Completes the file. Asked twice, it answers the same. E_CAPTURE when the disk became full meanwhile. */
  stop(): Promise<CaptureSummary>
}

function capture(fd: number, finish: () => Promise<CaptureSummary>): Capture {
  let stopped: Promise<CaptureSummary> | undefined
  const stop = () => {
    stopped ??= finish().finally(() => libc.close(fd))
    return stopped
  }
  return {
    stop,
    [Symbol.asyncDispose]: async () => {
      if (!stopped) await stop() // an error that stop() has told is not told again
    },
  }
}

function recordAtStop(recording: Recording): () => Promise<CaptureSummary> {
  const recorder = new Recorder(recording)
  return async () => recorder.finish()
}

function listening(netns: Netns, device: Device | 'any', file: string): number {
  try {
    return packetSocket(netns, device === 'any' ? 0 : device.index, ETH_P_ALL)
  } catch (cause) {
    const where = device === 'any' ? netns.name : `${device.name} in ${netns.name}`
    const fix = 'Name a device that exists, and be root in its namespace'
    throw new HalfopenError('E_CAPTURE', `Cannot capture ${where} to ${file}: ${messageOf(cause)}`, { fix, cause })
  }
}

function opened(file: string): number {
  try {
    return openSync(file, 'w')
  } catch (cause) {
    throw captureFailure('open', file, cause)
  }
}
