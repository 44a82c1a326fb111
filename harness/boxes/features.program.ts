// What this kernel lacks for the packet plane, asked where it counts: inside a box. Prints one line of JSON.
import { missingFeatures } from '../netlink/kernel-features.ts'

process.stdout.write(`${JSON.stringify(missingFeatures())}\n`)
process.exit(0)
