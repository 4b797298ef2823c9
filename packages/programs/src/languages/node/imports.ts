// What the programs in Node import.

export const IMPORTS = `import net from 'node:net'`
