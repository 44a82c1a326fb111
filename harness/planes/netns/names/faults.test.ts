// Faults of the names, on this machine's kernel and C library.
import { boxed } from '../fixtures/boxed.ts'
import { strikesQuestions } from './fixtures/striking.ts'

await boxed(import.meta, strikesQuestions)
