// The same in a guest.
import { boxes } from '../../../boxes/boxes.ts'
import { boxed } from '../fixtures/boxed.ts'
import { strikesQuestions } from './fixtures/striking.ts'

await boxed(import.meta, strikesQuestions, boxes.virtual)
