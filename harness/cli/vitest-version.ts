// Which Vitest there is: scenarios run on those whose interfaces were tried, and for any other this is one sentence.
import { createRequire } from 'node:module'
import { HalfopenError } from '../kit/errors.ts'

/** Throws E_VITEST for none and for another. */
export function requireVitest(): void {
  const version = installed()
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number)
  if (major === 5 || (major === 4 && minor >= 1)) return
  const found = version === undefined ? ', and there is none' : `, got "${version}"`
  throw new HalfopenError('E_VITEST', `Cannot run scenarios: halfopen needs Vitest 4.1 or 5${found}`, {
    fix: 'npm install --save-dev vitest@5',
  })
}

function installed(): string | undefined {
  try {
    return createRequire(import.meta.url)('vitest/package.json').version
  } catch {
    return undefined
  }
}
