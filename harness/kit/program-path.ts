// A program beside a module: TypeScript in the repository, JavaScript in the package.
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The path of `name`, without its ending, beside the module; with the ending that the module itself has. */
export function programPath({ url }: Pick<ImportMeta, 'url'>, name: string): string {
  return fileURLToPath(new URL(`./${name}${extname(new URL(url).pathname)}`, url))
}
