// Programs of a box find each other by name, on this machine's kernel and C library.
import { boxed } from '../fixtures/boxed.ts'
import { findsHostsByName } from './fixtures/finding.ts'

await boxed(import.meta, findsHostsByName)
