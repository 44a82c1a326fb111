// `halfopen/reporter`: Vitest's reporter for scenarios.
export { default, HalfopenReporter, type ReporterOptions } from '../vitest/reporter.ts'
