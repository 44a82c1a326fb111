// A recommendation for a person: the settings, what they do, why, what they do not, and the lines to paste.
import { inSeconds, seconds } from '../harness/kit/format-time.ts'
import { formatSettings } from '../harness/model/format-settings.ts'
import type { Paste } from '../harness/recommend/paste/paste.ts'
import type { KeepaliveSettings, Notice, Reason, Recommendation } from '../harness/recommend/requirements.ts'
import { type Look, paint } from './look.ts'
import { stateNames, windowWords } from './phrases.ts'
import { wrap } from './wrap.ts'

/** All but the lines to paste. Ends with a newline. */
export function renderRecommendation(recommendation: Recommendation, look: Look): string {
  const { settings, notices, sitsOutMs, packetsPerHour, reasons, caveats, requirements } = recommendation
  const silence = requirements.tolerateMs === 0 ? [] : [`sits out a silence of ${seconds(sitsOutMs)}`]
  const packets = `${Number(packetsPerHour.toPrecision(2)).toLocaleString('en')} packets an hour while idle`
  return [
    ...headOf(settings, look),
    `   ${wrap([noticesWords(notices), ...silence, packets].join('; '), look.columns, 3)}`,
    ...linesOf(reasons, look),
    ` ${paint(look, 'dim', 'what was not asked for:')}`,
    ...linesOf(caveats, look),
    '',
  ].join('\n')
}

/**
 * The lines to paste, each program in its own words: they stand alone, so that they can be taken as they are. `others`: programs that are
 * left out. Ends with a newline.
 */
export function renderPastes(pastes: readonly Paste[], others: readonly Paste[], look: Look): string {
  const blocks = pastes.map(({ program, version, lines, note, source }) => [
    ` ${paint(look, 'bold', program)}  ${paint(look, 'dim', wrap(version, look.columns, program.length + 3))}`,
    ...lines.map(line => `   ${line}`),
    ...(note === undefined ? [] : [`   ${paint(look, 'dim', wrap(note, look.columns, 3))}`]),
    ...(others.length > 0 ? [] : [`   ${paint(look, 'dim', source)}`]),
  ])
  const more = `--for NAME shows ${others.map(({ program }) => program).join(', ')}`
  const rest = others.length > 0 ? [` ${paint(look, 'dim', wrap(more, look.columns, 1))}`] : []
  return `${[...blocks.map(block => block.join('\n')), ...rest].join('\n')}\n`
}

/** `keepalive idle 19 s, interval 1 s, count 8; TCP_USER_TIMEOUT 27 s`. */
function settingsWords({ keepalive, userTimeoutMs, synRetries }: KeepaliveSettings): string {
  const { idleMs, intervalMs, count } = keepalive
  return [
    `keepalive idle ${inSeconds(idleMs)}, interval ${inSeconds(intervalMs)}, count ${count}`,
    ...(userTimeoutMs === undefined ? [] : [`TCP_USER_TIMEOUT ${inSeconds(userTimeoutMs)}`]),
    ...(synRetries === undefined ? [] : [`TCP_SYNCNT ${synRetries}`]),
  ].join('; ')
}

/** In words, and in their short spelling. */
function headOf(settings: KeepaliveSettings, look: Look): string[] {
  const [words, short] = [settingsWords(settings), formatSettings(settings)]
  const [bold, dim] = [paint(look, 'bold', wrap(words, look.columns, 1)), paint(look, 'dim', short)]
  return words.length + short.length + 3 <= look.columns ? [` ${bold}  ${dim}`] : [` ${bold}`, `   ${dim}`]
}

/** `notices a loss after 6.1 - 28.1 s idle or awaiting answer, 27.2 - 28.3 s busy`: states with the same time share it. */
function noticesWords(notices: readonly Notice[]): string {
  const byTime = Map.groupBy(notices, ({ window }) => windowWords(window))
  const times = [...byTime].map(([time, own]) => `${time} ${own.map(({ state }) => stateNames[state]).join(' or ')}`)
  return `notices a loss after ${times.join(', ')}`
}

function linesOf(reasons: readonly Reason[], look: Look): string[] {
  const width = Math.max(...reasons.map(({ about }) => about.length)) + 2
  return reasons.map(
    ({ about, text }) => `   ${about.padEnd(width)}${paint(look, 'dim', wrap(text, look.columns, 3 + width))}`,
  )
}
