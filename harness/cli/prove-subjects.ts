// A recommendation put to the test on the libraries that it is for: each with its own program, under the very options that are to be pasted.
import { type Means, runCampaign } from '../compare/campaign.ts'
import { keepaliveSysctls } from '../compare/own-programs.ts'
import type { Programs } from '../compare/programs.ts'
import { readied } from '../league/able.ts'
import type { Ask } from '../model/campaign.ts'
import { inItsWords, trialOnSubject } from '../recommend/on-subject.ts'
import type { Paste, Tried } from '../recommend/paste/paste.ts'
import { askOf, type OnSubject, proofOf } from '../recommend/proof.ts'
import type { Recommendation } from '../recommend/requirements.ts'
import type { ClientKind } from '../subjects/client-kind.ts'
import { clientKinds } from '../subjects/clients/all.ts'

/** Of each program: what was measured of it until the end, or until an interrupt; or why nothing was. */
export async function proveSubjects(
  pastes: readonly Paste[],
  found: Recommendation,
  how: Pick<Ask, 'phases' | 'clock'>,
  means: Means,
): Promise<readonly OnSubject[]> {
  const all: OnSubject[] = []
  for (const paste of pastes) if (!means.signal.aborted) all.push(await proveOne(paste, found, how, means))
  return all
}

async function proveOne(
  { program, lines, subject }: Paste,
  found: Recommendation,
  { phases, clock }: Pick<Ask, 'phases' | 'clock'>,
  means: Means,
): Promise<OnSubject> {
  if (lines.length === 0 && !subject) return { program, untried: 'it has no lines that would do' }
  const kind = subject && clientKinds.find(({ id }) => id === subject.client)
  if (!kind) return { program, untried: 'no subject has its library' }
  if (clock === 'real') return { program, untried: 'its library is tried in virtual time alone' }
  const { absent } = await readied([kind], means.signal)
  if (absent.length > 0) return { program, untried: absent.map(({ reason }) => reason).join('; ') }
  const { settings = found.settings } = subject
  const { requirements } = found
  const trial = trialOnSubject({ requirements, settings })
  const { rttMs, withinMs } = requirements
  const ask = askOf(trial, settings, { phases, clock, rttMs })
  const made = await runCampaign(ask, { ...means, programs: programsOf(kind, subject, found) })
  const { id, library, version } = kind
  return {
    program,
    subject: { id, library, version, server: kind.server().name, ...(kind.deafWhenIdle ? { deafWhenIdle: true } : {}) },
    set: subject.set,
    proof: proofOf(trial, phases, made.map(inItsWords), withinMs),
  }
}

/** Where nothing is asked the client is idle, and one that then waits for no word has its kernel for a witness; where something is, it asks. */
function programsOf(kind: ClientKind, { set, numbers }: Tried, { settings }: Recommendation): Programs {
  const network = numbers === 'sysctl' ? { network: { sysctls: { client: keepaliveSysctls(settings) } } } : {}
  return ({ settings: { asksEveryMs }, spec: { state = 'idle' } }) => {
    const asks = asksEveryMs ?? state !== 'idle'
    return {
      client: kind.client({ asks, set }),
      server: kind.server(),
      speaks: asks !== false || !kind.deafWhenIdle,
      ...network,
    }
  }
}
