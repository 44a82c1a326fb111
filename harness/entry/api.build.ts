// Writes what the package promises, each name with its type, so that no change of it goes unseen: `npm run api`, after `npm run build`.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor'

/** What `exports` of package.json names, but for the schemas. */
export const entries = ['halfopen', 'vitest', 'reporter', 'subjects', 'predict'] as const

const root = join(import.meta.dirname, '../..')
const declarations = join(root, 'dist/modules/harness/entry')

/** Where it is committed. */
export const reportFile: string = join(import.meta.dirname, 'halfopen.api.md')

/**
 * The text of the report. Each name stands there once, though two entries may share it: of each entry there is a list. API Extractor brings the
 * TypeScript that it reads declarations with; whatever it says of them is an error.
 */
export function apiReport(): string {
  const folder = mkdtempSync(join(tmpdir(), 'halfopen-api-'))
  try {
    const all = join(folder, 'all.d.ts')
    writeFileSync(all, entries.map(name => `export * as ${name} from '${declarations}/${name}.js'\n`).join(''))
    const complaints: string[] = []
    Extractor.invoke(configOf(all, folder), {
      localBuild: true,
      messageCallback: message => {
        if (message.logLevel === 'warning' || message.logLevel === 'error') complaints.push(message.text)
        message.handled = true
      },
    })
    if (complaints.length > 0) throw new Error(`Cannot report what is public: ${complaints.join('; ')}`)
    return readFileSync(join(folder, 'all.api.md'), 'utf8')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function configOf(all: string, folder: string): ExtractorConfig {
  const compilerOptions = {
    target: 'es2024',
    lib: ['es2024', 'esnext.disposable'],
    module: 'nodenext',
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    skipLibCheck: true,
  }
  return ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: all,
      compiler: { overrideTsconfig: { compilerOptions, files: [all] } },
      apiReport: {
        enabled: true,
        reportFolder: folder,
        reportTempFolder: folder,
        reportFileName: 'all',
        includeForgottenExports: true, // what a public type is made of is public
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } }, // our comments are for editors
      },
    },
    configObjectFullPath: join(root, 'package.json'),
    packageJsonFullPath: join(root, 'package.json'),
  })
}

if (process.argv[1] === import.meta.filename) writeFileSync(reportFile, apiReport())
