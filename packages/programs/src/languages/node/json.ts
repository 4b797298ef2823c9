// JSON Lines in Node: one value a line, in UTF-8. The program reads and writes each.

export const JSON_ECHO = `{
  const line = new TextDecoder('utf-8', { fatal: true }).decode(body)
  if (line.trim() === '') continue
  const value = JSON.parse(line) // refuses a line that is not one value: a value must not go on in the next line
  writeFrame(socket, Buffer.from(JSON.stringify(value))) // whole numbers above 2 ** 53 are rounded
}`
