// Parses a port from the command line.
import { InvalidArgumentError } from 'commander'

export const parsePort = (text: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN
  if (!(port <= 65_535)) throw new InvalidArgumentError('A port must be a whole number from 0 to 65535.')
  return port
}
