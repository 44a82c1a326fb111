// The same in a guest, whose root is memory over the machine's files.
import { boxes } from '../../../boxes/boxes.ts'
import { boxed } from '../fixtures/boxed.ts'
import { findsHostsByName } from './fixtures/finding.ts'

await boxed(import.meta, findsHostsByName, boxes.virtual)
