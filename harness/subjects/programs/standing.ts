// What a client believes of its server. It says so when that changes: a loss is told once an outage, however often it tries again.
import { say } from './lines.ts'

/** `unreached`: given up before there ever was an answer. */
export class Standing {
  #state: 'new' | 'unreached' | 'working' | 'lost' = 'new'

  get working(): boolean {
    return this.#state === 'working'
  }

  /** There was a good answer. */
  works(detail: string): void {
    if (this.working) return
    say(this.#state === 'lost' ? 'recovered' : 'connected', { detail })
    this.#state = 'working'
  }

  /** The server is given up. */
  fails(said: { code: string; detail: string; answers?: number; forMs?: number }): void {
    if (this.#state === 'lost' || this.#state === 'unreached') return
    this.#state = this.working ? 'lost' : 'unreached'
    say('lost', said)
  }
}
