// Which words tell of a loss, whatever its cause, and which that all is well: by them a line is known of which nobody has said what it means.

/** Of what a line is the sign: a server that is ready, a client that is connected or has lost its server. */
export type Meaning = 'ready' | 'connected' | 'lost'

/** Whether a text tells of a loss. */
export function isLoss(text: string): boolean {
  return anyLoss.test(text)
}

/** Whether it says that all is well. */
export function isWell(text: string, means: 'ready' | 'connected'): boolean {
  return !isSad(text) && wordsOf[means].some(word => word.test(text))
}

/** Whether something is not as it should be, or not yet. */
export function isSad(text: string): boolean {
  return [anyLoss, attempt, negation].some(word => word.test(text))
}

/** `session error` of `session error heartbeat missed`, `price fetch failed` of `price fetch failed: timeout`. */
export function beforeCause(words: string): string | undefined {
  const ends = Array.from(words.matchAll(lossItself), ({ index, 0: word }) => index + word.length)
  // A word by itself, such as a level, is in other lines too.
  const end = ends.find(at => /\p{L}\P{L}+\p{L}/u.test(words.slice(0, at).replace(level, '')))
  return end === undefined ? undefined : words.slice(0, end)
}

/** Whether it is the level of a line, and no word of its own. */
export function isLevel(text: string): boolean {
  return text.replace(level, '') === ''
}

/** Whether it begins with a word that is the end of its own opposite: `connected` of `disconnected`. */
export function endsItsOpposite(text: string): boolean {
  return /^(?:connected|subscribed|joined|authenticated|ready|bound|available)\b/i.test(text)
}

/** That something is lost, and not why. */
const lossItself =
  /\b(?:lost|los(?:s|ing)|disconnect\w*|clos(?:ed|ing)|fail(?:s|ed|ure|ing)?|errors?|unavailable|gone|broken|down|dead|offline|reconnect(?:s|ing)?)\b/gi
const level = /^(?:warn(?:ing)?|errors?|fatal|critical|severe)\b/i
const anyLoss =
  /\b(?:lost|los(?:s|ing)|disconnect\w*|clos(?:ed?|ing)|timed? ?out|timeout|un(?:reachable|available)|refused|reset|gone|broken|fail\w*|errors?|down|dead|offline|missed|reconnect(?:s|ing)?)\b|\bE(?:TIMEDOUT|CONN\w+|PIPE|HOSTUNREACH|NETUNREACH)\b/i
const attempt = /\bre(?:try|dial)(?:ing)?\b/i
const negation =
  /\b(?:not|no|never|un(?:able|ready|known|connected|subscribed|healthy|authori[sz]ed|authenticated|expected|resolved)|disabled|cannot|can't|waiting|connecting)\b/i

/** The words for each, the clearest first. */
export const wordsOf: Record<Meaning, readonly RegExp[]> = {
  lost: [anyLoss, attempt],
  connected: [
    /\b(?:(?:re-?)?connected|connection (?:opened|made|up)|(?:re-?)?established|subscribed|joined|online|logged in|authenticated)\b/i,
    /\b(?:ready|session|ok|listening|accepting)\b/i,
  ],
  ready: [
    /\b(?:listen(?:ing|s)?|ready|accept(?:ing|s)|serv(?:ing|es)|bound|online)\b/i,
    /\b(?:started|running|is up)\b/i,
  ],
}
