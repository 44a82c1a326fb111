// Answers every request at once with its own name.
import { createServer } from 'node:http'

const [host, port] = process.argv.slice(2)
createServer((_, answer) => answer.end(`${host}\n`)).listen(Number(port), host, () => console.log('listening'))
