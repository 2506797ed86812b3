// Loaded before the program where an older Node started it: a launcher that is gone, however it went, closes its end of
// the pipe, and this process then ends at once; a node that it started notices that in its turn.
import { Socket } from 'node:net'

const pipe = 3
const hungUp = 129

const launcher = new Socket({ fd: pipe, readable: true, writable: false })
launcher.once('close', () => process.exit(hungUp))
launcher.on('error', () => {})
launcher.resume()
launcher.unref()
