// The name of a scenario in a report: where its file stands, with the suites and the claim behind it where a file makes several claims.

/** Suites from the outside in, and the claim. */
export type ClaimPath = readonly string[]

/** `folder/name` of `scenarios/folder/name.scenario.ts` (relative to the root), with the path behind it unless it is the only claim of its file. */
export function scenarioId(file: string, path: ClaimPath, all: readonly ClaimPath[]): string {
  const only = all.every(other => pathId(other) === pathId(path))
  return only ? stemOf(file) : `${stemOf(file)}/${pathId(path)}`
}

/** What the names of the scenarios begin with that come with the package, where a project has it installed. */
export const oursIn = 'halfopen/'
/** However deep: npm puts the package below the root, pnpm into a folder of its own. */
const ours = /^(?:.*\/)?node_modules\/halfopen\/scenarios\/(.*)$/

/** The part of an id that is the file's. */
export function stemOf(file: string): string {
  return file
    .replaceAll('\\', '/')
    .replace(ours, `${oursIn}$1`)
    .replace(/^scenarios\//, '')
    .replace(/\.(scenario|test|spec)\.[cm]?[jt]sx?$/, '')
}

/** The part of an id that is the claim's: `suite/claim`. */
export function pathId(path: ClaimPath): string {
  return path.map(slug).join('/')
}

/** Letters and digits; text that has none is kept as it can stand in a path. */
function slug(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu)
  return words ? words.join('-') : encodeURIComponent(text.toWellFormed())
}
