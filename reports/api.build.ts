// Writes docs/api from the docstrings of what can be imported: TypeDoc, with a TypeScript that it can speak to. `npm run docs:pages`.
import { createRequire, registerHooks } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(import.meta.dirname, '..')
const [out = join(root, 'docs/api')] = process.argv.slice(2)

// TypeScript 7 has no API in JavaScript. The generator of our schemas brings the last one that has.
const generator = fileURLToPath(import.meta.resolve('ts-json-schema-generator'))
const older = pathToFileURL(createRequire(generator).resolve('typescript')).href
registerHooks({
  resolve: (name, context, next) => (name === 'typescript' ? { url: older, shortCircuit: true } : next(name, context)),
})
const { Application, OptionDefaults, TSConfigReader } = await import('typedoc')

/** Those of our JSON Schemas. */
const schemaTags = [
  ...(['@asType', '@minimum', '@maximum', '@exclusiveMinimum', '@exclusiveMaximum', '@minItems'] as const),
]
const entries = ['halfopen', 'vitest', 'subjects', 'predict', 'reporter']
const tables = ['parameters', 'typeDeclaration', 'interfaceProperties', 'classProperties', 'propertyMembers']

const app = await Application.bootstrapWithPlugins(
  {
    entryPoints: entries.map(name => join(root, `harness/entry/${name}.ts`)),
    tsconfig: join(root, 'reports/api.tsconfig.json'),
    plugin: ['typedoc-plugin-markdown'],
    router: 'module',
    readme: 'none',
    logLevel: 'Error',
    disableSources: true,
    excludeInternal: true,
    skipErrorChecking: true, // `npm run types` checks them, with the TypeScript that they are written for
    blockTags: [...OptionDefaults.blockTags, ...schemaTags],
    excludeTags: [...OptionDefaults.excludeTags, ...schemaTags],
    outputs: [{ name: 'markdown', path: out }],
    ...{ name: 'API', entryFileName: 'index.md', hidePageHeader: true, hideBreadcrumbs: true },
    ...Object.fromEntries(tables.map(name => [`${name}Format`, 'table' as const])),
  },
  [new TSConfigReader()],
)
const project = await app.convert()
if (!project) throw new Error('TypeDoc has converted nothing')
await app.generateOutputs(project)
