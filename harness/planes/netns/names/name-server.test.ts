// Programs are told of the names of a box, on this machine's kernel and C library.
import { boxed } from '../fixtures/boxed.ts'
import { answersQuestions } from './fixtures/asking.ts'

await boxed(import.meta, answersQuestions)
