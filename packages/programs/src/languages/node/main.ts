// How a program in Node begins: it connects to the host and port that it was given.

export const MAIN = `// node frames.mjs HOST PORT: sends every frame back
const socket = net.connect({ host: process.argv[2], port: Number(process.argv[3]) })
const reader = new Reader(socket)`
