// Reads a saved report, of this schema or the one before, and refuses whatever does not fit it. Fields that the schema does not name are a later
// halfopen's, and stay. Apart from json.ts, because a validator takes time to load.
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { HalfopenError, messageOf } from '../harness/kit/errors.ts'
import { shownJson } from '../harness/kit/shown.ts'
import schema from '../harness/model/report.schema.json' with { type: 'json' }
import type { Report } from '../harness/model/report.ts'
import { type Fields, isFields, upgradeReport } from './upgrade-report.ts'

/** The report in `text`. Throws E_REPORT with the file's name, the path inside it, and the fix. */
export function parseReport(text: string, name: string): Report {
  const value = ofThisSchema(parseJson(text, name), name)
  validate ??= new Ajv({ discriminator: true, verbose: true, allowUnionTypes: true }).compile<Report>(schema)
  if (validate(value)) return value
  const [error] = validate.errors ?? []
  throw refusal(name, error ? complaint(error) : 'it does not fit its schema')
}

let validate: ValidateFunction<Report> | undefined // to make it takes longer than to read with it

const again = 'Write it again with `npx halfopen run`'

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new HalfopenError('E_REPORT', `Cannot read report "${name}": it is not JSON (${messageOf(cause)})`, {
      fix: again,
      cause,
    })
  }
}

function ofThisSchema(value: unknown, name: string): Fields {
  const report = isFields(value) ? value : {}
  const { schema: found } = report
  const read = schema.properties.schema.const
  if (found === read) return report
  if (found === 1) return upgradeReport(report)
  if (typeof found === 'number')
    throw refusal(
      name,
      `it is of schema ${found}, this halfopen reads schemas 1 and ${read}`,
      'Use the halfopen that wrote it',
    )
  throw refusal(
    name,
    'it is no report of halfopen: it has no schema number',
    'Name a report.json that `npx halfopen run` wrote',
  )
}

function refusal(name: string, cause: string, fix: string = again): HalfopenError {
  return new HalfopenError('E_REPORT', `Cannot read report "${name}": ${cause}`, { fix })
}

/** `runs[3].verdict: ...`, in the words of what was found there. */
function complaint(error: ErrorObject): string {
  const { keyword, params, instancePath, data, message } = error
  const at = path(instancePath)
  switch (keyword) {
    case 'required':
      return `${at} has no ${String(params.missingProperty)}`
    case 'discriminator':
      return `${at}.${String(params.tag)} must be one of ${tags(error).join(', ')}, got ${shown(params.tagValue)}`
    case 'enum':
      return `${at} must be one of ${[params.allowedValues].flat().join(', ')}, got ${shown(data)}`
    case 'const':
      return `${at} must be ${shown(params.allowedValue)}, got ${shown(data)}`
    default:
      return `${at} ${message ?? 'does not fit'}, got ${shown(data)}`
  }
}

function tags({ params, parentSchema }: ErrorObject): string[] {
  const branches: readonly { properties: Record<string, { const?: string; enum?: readonly string[] }> }[] =
    parentSchema?.oneOf ?? []
  return branches.flatMap(({ properties }) => {
    const tag = properties[String(params.tag)]
    return tag?.enum ?? tag?.const ?? []
  })
}

function path(pointer: string): string {
  const steps = pointer.split('/').slice(1)
  const text = steps.map(step => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`)).join('')
  return text.replace(/^\./, '') || 'the report'
}

function shown(value: unknown): string {
  const text = shownJson(value)
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}
