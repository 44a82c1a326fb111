// Every mutant, in the order in which they are tried.
import type { Mutant } from './mutant.ts'
import { observe } from './observe.ts'
import { planes } from './planes.ts'
import { predict } from './predict.ts'
import { seen } from './seen.ts'
import { verdict } from './verdict.ts'

export const all: readonly Mutant[] = [...verdict, ...seen, ...predict, ...observe, ...planes]
