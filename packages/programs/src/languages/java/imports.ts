// What the programs in Java import.

export const ARRAYS = 'java.util.Arrays'

export const BYTES_OUT = 'java.io.ByteArrayOutputStream'

export const importsOf = (others: readonly string[]): string => {
  const names = [
    ...['java.io.BufferedInputStream', 'java.io.EOFException', 'java.io.IOException'],
    ...['java.io.InputStream', 'java.io.OutputStream', 'java.net.Socket', ...others],
  ]
  return [...new Set(names)]
    .sort()
    .map((name) => `import ${name};`)
    .join('\n')
}
