// A page's own script, as `npm run build` makes it of reports/page: one string, whose hash the page's policy names.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../../harness/kit/program-path.ts'

/** Empty where the sources run and nothing was built of them yet: such a page shows its tables alone. */
export function pageScript(page: 'report' | 'compare'): string {
  const file = join(packageFolder, `dist/reports/page/${page}.js`)
  const script = read.get(page) ?? (existsSync(file) ? readFileSync(file, 'utf8') : '')
  read.set(page, script)
  return script
}

/** Nothing is loaded, this script alone runs, and no text becomes markup by it: https://www.w3.org/TR/trusted-types/ */
export function policyFor(script: string): string {
  const hash = createHash('sha256').update(script).digest('base64')
  const own = script === '' ? "script-src 'none'" : `script-src 'sha256-${hash}'`
  return `default-src 'none'; style-src 'unsafe-inline'; ${own}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`
}

const read = new Map<string, string>()
