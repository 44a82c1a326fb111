// The same in a guest.
import { boxes } from '../../../boxes/boxes.ts'
import { boxed } from '../fixtures/boxed.ts'
import { answersQuestions } from './fixtures/asking.ts'

await boxed(import.meta, answersQuestions, boxes.virtual)
