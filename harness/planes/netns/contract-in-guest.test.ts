// This plane keeps the contract, inside a guest as well, whose kernel has netem where this machine's has not, and where computing takes no time.
import { boxes } from '../../boxes/boxes.ts'
import { boxed } from './fixtures/boxed.ts'
import { netnsContract } from './fixtures/contract.ts'

await boxed(import.meta, netnsContract, boxes.virtual)
