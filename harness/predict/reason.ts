// Why: one short sentence for each mechanism, without a capital or a stop.
import { inSeconds, seconds } from '../kit/format-time.ts'
import type { UnaskedWords } from '../model/found.ts'
import type { Effect } from '../timers/effect.ts'
import type { Mechanism } from '../timers/mechanism.ts'
import type { Circumstances } from './circumstances.ts'

/** The sentence for what decides. */
export function reasonFor(by: Mechanism, on: Circumstances, effect: Effect): string {
  return sentences[by](on, effect)
}

type Sentence = (on: Circumstances, effect: Effect) => string

const sentences: Readonly<Record<Mechanism, Sentence>> = {
  keepalive: ({ settings: { keepalive }, peerTalksEveryMs }, { peerTalks }) => {
    if (!keepalive) return ''
    const probes = `keepalive probes after ${inSeconds(keepalive.idleMs)} of silence and gives up after ${keepalive.count}`
    if (!peerTalks || peerTalksEveryMs === 'never') return probes
    return peerTalksEveryMs === undefined
      ? `${probes}, if the peer says nothing: what it sends again would put that off`
      : `${probes}, and each time the peer sends again what is not acknowledged it begins anew`
  },
  'user-timeout': ({ state = 'idle', settings }) => {
    if (state === 'connecting') return 'nobody answers the SYN: TCP_USER_TIMEOUT decides'
    if (state === 'zero-window')
      return 'TCP_USER_TIMEOUT runs while the window is closed, whether the peer answers or not'
    const speaks = settings.heartbeat !== undefined || settings.asksEveryMs !== undefined
    if (state === 'data-in-flight' || speaks || !settings.keepalive)
      return `${unacknowledged(settings)}: TCP_USER_TIMEOUT decides`
    return 'TCP_USER_TIMEOUT replaces the count of keepalive probes'
  },
  retransmission: ({ state, settings }) =>
    state !== 'data-in-flight' && settings.heartbeat
      ? `an unanswered heartbeat is unacknowledged data${settings.keepalive ? ', so keepalive is off' : ''}: tcp_retries2 decides`
      : `${unacknowledged(settings)}: tcp_retries2 decides`,
  'syn-retries': ({ settings }) =>
    `nobody answers the SYN: tcp_syn_retries decides${settings.keepalive ? ', keepalive has no say' : ''}`,
  'synack-retries': () => 'nobody acknowledges the SYN-ACK: tcp_synack_retries decides, and no program is notified',
  'window-probes': ({ settings }, { unsent }) =>
    unsent
      ? 'the own host cannot send, and data waits: tcp_retries2 counts the attempts'
      : `${settings.keepalive ? 'keepalive is off while the window is closed' : 'the window is closed'}: tcp_retries2 counts the probes`,
  'heartbeat-deadline': ({ settings: { heartbeat } }) =>
    `a heartbeat every ${inSeconds(heartbeat?.everyMs ?? 0)} must be answered within ${inSeconds(heartbeat?.deadlineMs ?? 0)}`,
  'request-timeout': ({ settings }) => `a request must be answered within ${inSeconds(settings.requestTimeoutMs ?? 0)}`,
  'read-deadline': ({ settings, peerTalksEveryMs }) => {
    const alone = peerTalksEveryMs === undefined && !isAnswered(settings)
    return `something must be heard every ${inSeconds(settings.readDeadlineMs ?? 0)}${alone ? ', from a peer that speaks by itself' : ''}`
  },
  reset: () => 'the next packet that reaches anybody is answered with a RST',
  refused: () => 'the next SYN is refused',
  told: (_on, { notified }) =>
    notified === 'reset' ? 'a reset in the path says it' : "the server's kernel says goodbye",
  survived: ({ state, settings }, effect) => {
    if (effect.reason !== undefined) return effect.reason
    if (effect.program?.untilMs[0] === Number.POSITIVE_INFINITY) return answering(settings)
    if (state === 'zero-window') return 'a peer that answers with a closed window is waited for'
    return 'an answer comes before anything gives up'
  },
  unnoticed: ({ unasked }, effect) =>
    effect.program
      ? kernelAnswers
      : `nothing is set that would notice: ${unasked && !effect.peerTalks ? unheard(unasked) : mute}`,
  unknown: () => '',
}

const mute = 'a client that sends nothing is told of no loss'

function unheard({ everyMs }: UnaskedWords): string {
  const spoke = everyMs === undefined ? 'by itself' : `every ${seconds(everyMs)}`
  return `its server, which spoke ${spoke}, may be silent for as long as it likes`
}

const kernelAnswers = "the peer's kernel goes on answering: only an answer with a deadline would show it"

/**
 * What nobody reads fills the peer's buffer, and a closed window is what a user timeout counts. That takes long: heartbeats of 10 bytes every
 * 100 ms took 9.7 hours between two kernels 6.12.
 */
function answering({ heartbeat, userTimeoutMs }: Circumstances['settings']): string {
  const fills = userTimeoutMs !== undefined && heartbeat !== undefined && heartbeat.deadlineMs === undefined
  return fills ? `${kernelAnswers}, or its buffer when it is full` : kernelAnswers
}

/** Whether the program asks for something, so that its peer has to speak. */
export function isAnswered({ heartbeat, asksEveryMs, requestTimeoutMs }: Circumstances['settings']): boolean {
  return heartbeat?.deadlineMs !== undefined || asksEveryMs !== undefined || requestTimeoutMs !== undefined
}

function unacknowledged({ keepalive }: Circumstances['settings']): string {
  return keepalive ? 'keepalive is off while data is unacknowledged' : 'data is unacknowledged'
}
