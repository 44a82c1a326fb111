// What a run's links were measured to be, in words.
import { type LinkEndRecord, type LinkRecord, linkEnds } from '../harness/model/link-record.ts'

/** `app: delay 100 ms, MTU 1,500; 12 packets from it and 10 to it passed, 0 lost; round trip app > db measured 200.1 ms`. */
export function linkWords({ host, ends, clamped, roundTrip }: LinkRecord): string {
  const [own, router] = linkEnds.map(end => endWords(ends[end]))
  const settings = own === router ? own : `${own} from it, ${router} to it`
  const lost = ends.host.lost + ends.router.lost
  return [
    `${host}: ${settings}`,
    ...(ends.host.shape || ends.router.shape
      ? [
          `${count(ends.host.passed)} packets from it and ${count(ends.router.passed)} to it passed, ${count(lost)} lost`,
        ]
      : []),
    ...(clamped === undefined ? [] : [`${count(clamped)} SYNs met its clamp`]),
    ...(roundTrip ? [`round trip ${roundTrip.from} > ${roundTrip.to} measured ${roundTrip.tookMs.toFixed(1)} ms`] : []),
  ].join('; ')
}

function endWords({ mtuBytes, shape = {} }: LinkEndRecord): string {
  const {
    delayMs = 0,
    jitterMs = 0,
    lossPercent = 0,
    duplicatePercent = 0,
    reorderPercent = 0,
    rateBitsPerSecond = 0,
  } = shape
  const figures: readonly (readonly [string, number, string])[] = [
    ['delay', delayMs, ' ms'],
    ['jitter', jitterMs, ' ms'],
    ['loss', lossPercent, ' %'],
    ['duplicate', duplicatePercent, ' %'],
    ['reorder', reorderPercent, ' %'],
    ['rate', rateBitsPerSecond, ' bit/s'],
  ]
  const given = figures.filter(([, value]) => value > 0).map(([name, value, unit]) => `${name} ${count(value)}${unit}`)
  return [...given, `MTU ${count(mtuBytes)}`].join(', ')
}

const count = (value: number): string => value.toLocaleString('en')
