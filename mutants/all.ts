// Every mutant, in the order in which they are tried.
import { cli } from './cli.ts'
import { league } from './league.ts'
import { load } from './load.ts'
import type { Mutant } from './mutant.ts'
import { network } from './network.ts'
import { observe } from './observe.ts'
import { planes } from './planes.ts'
import { predict } from './predict.ts'
import { seen } from './seen.ts'
import { verdict } from './verdict.ts'

export const all: readonly Mutant[] = [
  ...verdict,
  ...seen,
  ...load,
  ...predict,
  ...cli,
  ...league,
  ...observe,
  ...planes,
  ...network,
]
