// This plane keeps the contract, inside a sandbox.
import { boxed } from './fixtures/boxed.ts'
import { netnsContract } from './fixtures/contract.ts'

await boxed(import.meta, netnsContract)
