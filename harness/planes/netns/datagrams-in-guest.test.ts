// The same in a guest.
import { boxes } from '../../boxes/boxes.ts'
import { boxed } from './fixtures/boxed.ts'
import { speaksUdp } from './fixtures/speaking-udp.ts'

await boxed(import.meta, speaksUdp, boxes.virtual)
