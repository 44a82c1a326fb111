// How the files are called that a box's first program starts from.

/** The first program with all that it imports but native modules, beside the program that starts it. `npm run build` makes both. */
export const bundleFile = 'entry.program.cjs'

/** What V8 has made of it, in the run folder. */
export const compiledFile = 'compiled'
