// Every refusal of the bridge in one table: its code, its HTTP status, and its sentence, which names the value and
// the limit. README.md lists the same codes, and errors.test.ts keeps the two equal.
//
// On the command line a status of 400 (what was asked for makes no sense) ends with exit code 2, any other with 1.

const entry = <Values extends readonly (string | number)[]>(
  status: number,
  sentence: (...values: Values) => string,
) => ({ status, sentence })

export const errors = {
  // Who may ask
  TOKEN_MISSING: entry(401, () => 'Open the address that `npm start` printed. It contains the token.'),
  TICKET_REFUSED: entry(
    401,
    () => 'This address was valid for one download within a minute. Start the download again in the page.',
  ),
  HOST_REFUSED: entry(403, (host: string) => `The Host header "${host}" is not the address of this bridge.`),
  ORIGIN_REFUSED: entry(403, (origin: string) => `A page from ${origin} may not use this bridge.`),
  CROSS_SITE_REFUSED: entry(403, (site: string) => `A ${site} request may not use this bridge.`),
  // What was asked
  REQUEST_MALFORMED: entry(400, (what: string) => `The request cannot be read: ${what}.`),
  REQUEST_TOO_LARGE: entry(413, (limit: number) => `The request is larger than ${limit} bytes.`),
  HEADERS_TOO_LARGE: entry(431, () => 'The headers of the request are too many or too long.'),
  REQUEST_TOO_SLOW: entry(408, () => 'The request did not arrive completely in the time allowed.'),
  MEDIA_TYPE_REFUSED: entry(415, (type: string) => `A request body of type "${type}" is not accepted here.`),
  NOT_FOUND: entry(404, (path: string) => `There is nothing at ${path}.`),
  UPGRADE_REFUSED: entry(400, () => 'A WebSocket can only be opened to follow a session.'),
  UPGRADE_NEEDED: entry(426, () => 'A session can only be followed over a WebSocket.'),
  TOO_MANY_FOLLOWERS: entry(503, (limit: number) => `At most ${limit} pages can follow sessions at once.`),
  PAGE_NOT_BUILT: entry(503, () => 'The page is not built yet. `npm start` builds it.'),
  INTERNAL: entry(500, () => 'The bridge failed. Its terminal says how.'),
  // The lab
  EXPERIMENT_UNKNOWN: entry(
    404,
    (name: string) => `There is no experiment "${name}"; \`unstick lab\` lists them.`,
  ),
  CONDITION_UNKNOWN: entry(
    400,
    (key: string, keys: string) => `There is no condition "${key}" here. The conditions are: ${keys}.`,
  ),
  CONDITION_NOT_A_NUMBER: entry(
    400,
    (key: string, value: string, min: number, max: number, unit: string) =>
      `${key} is "${value}"; it must be a whole number from ${min} to ${max} ${unit}.`,
  ),
  CONDITION_OUT_OF_RANGE: entry(
    400,
    (key: string, value: number, min: number, max: number, unit: string) =>
      `${key} is ${value}; it must be from ${min} to ${max} ${unit}.`,
  ),
  CONDITION_NOT_A_TOGGLE: entry(
    400,
    (key: string, value: string) => `${key} is "${value}"; it must be on or off.`,
  ),
  CONDITION_NOT_A_TEXT: entry(400, (key: string, value: string) => `${key} is ${value}; it must be text.`),
  TEXT_TOO_SHORT: entry(
    400,
    (key: string, length: number, least: number) =>
      `${key} is ${length} bytes long in UTF-8; it must have at least ${least}.`,
  ),
  TEXT_TOO_LONG: entry(
    400,
    (key: string, length: number, limit: number) =>
      `${key} is ${length} bytes long in UTF-8; at most ${limit} are allowed.`,
  ),
  CONDITION_NOT_A_CHOICE: entry(
    400,
    (key: string, value: string, choices: string) => `${key} is "${value}"; it must be one of: ${choices}.`,
  ),
  STEPS_MALFORMED: entry(400, (key: string, fault: string) => `${key}: ${fault}`),
  FRAMING_MALFORMED: entry(400, (sentence: string) => sentence),
  FRAMING_WITHOUT_ENCODER: entry(
    400,
    (kind: string) =>
      `The lab cannot send messages in the framing ${kind}, because there is no encoder for it.`,
  ),
  MESSAGE_DOES_NOT_FIT: entry(
    400,
    (key: string, sentence: string) => `${key} does not fit the framing: ${sentence}`,
  ),
  PROGRAM_UNKNOWN: entry(
    404,
    (name: string, names: string) =>
      `There is no program "${name}" in this experiment. The programs are: ${names}.`,
  ),
  PYTHON_WITHOUT_FRAMING: entry(
    422,
    (kind: string) =>
      `The lab has no Python for the framing ${kind}. \`unstick program\` prints a reader and a writer for it.`,
  ),
  NETWORK_MISSING: entry(422, (keys: string, why: string) => `This run cannot set ${keys}. ${why}`),
  NETWORK_LOST: entry(
    500,
    (why: string) =>
      `The private network ended in the middle of the run (${why}). What was recorded so far is kept. Run again: the next run gets a new network.`,
  ),
  CAPTURE_DROPPED: entry(
    500,
    (packets: number) =>
      `The wire was too slow for ${packets} packets. They were lost, or are missing in the recording, and the bytes in them may look lost.`,
  ),
  TOO_MANY_RUNS: entry(429, (limit: number) => `At most ${limit} experiments can run at once.`),
  RUN_UNKNOWN: entry(404, (id: string) => `No running experiment has the id "${id}".`),
  RUN_TOO_LONG: entry(
    500,
    (seconds: number) => `The run was stopped, because a run may last at most ${seconds} seconds.`,
  ),
  // The person's own programs
  COMMANDS_MISSING: entry(
    400,
    () =>
      "Say what to run: unstick run -- python3 server.py, or unstick run 'python3 server.py' 'python3 client.py'.",
  ),
  TRACER_MISSING: entry(
    501,
    () => 'Programs are traced by strace, which is not installed. `sudo apt-get install strace` installs it.',
  ),
  TRACER_FORBIDDEN: entry(
    501,
    (why: string, remedy: string) => `This system does not let strace trace programs (${why}). ${remedy}`,
  ),
  TRACER_FAILED: entry(500, (why: string) => `strace could not attach: ${why}.`),
  PID_MALFORMED: entry(400, (text: string) => `"${text}" is not the number of a process.`),
  PROCESS_UNKNOWN: entry(404, (pid: number) => `There is no process ${pid}.`),
  PROCESS_UNTRACEABLE: entry(403, (pid: number, why: string) => `Process ${pid} cannot be traced: ${why}.`),
  PID_ALONE: entry(
    400,
    () =>
      '--pid watches a process where it runs; it goes neither with commands nor with --private or --hosts.',
  ),
  NETWORK_UNAVAILABLE: entry(
    422,
    (why: string) =>
      `Programs cannot have a private network here. ${why} Without --private they use this machine's own.`,
  ),
  NETWORK_NOT_ASKED: entry(
    400,
    (option: string) => `${option} is about a private network; add --private, or --hosts.`,
  ),
  RUNNER_LOST: entry(500, (why: string) => `The process that runs the commands was lost: ${why}.`),
  RUN_FAILED: entry(500, (sentence: string) => `The run failed: ${sentence}`),
  CALLS_UNAVAILABLE: entry(501, (why: string) => `This experiment cannot run here: ${why}.`),
  PROGRAM_TAKES_NO_LINES: entry(
    409,
    (program: string) => `The program "${program}" reads no typed lines in this run.`,
  ),
  LINE_MALFORMED: entry(400, () => 'A typed line must be a single line of text without control characters.'),
  TOO_MANY_LINES: entry(
    429,
    (limit: number, program: string) => `At most ${limit} lines can be typed for ${program} in one run.`,
  ),
  // Sessions and their folder
  SESSION_UNKNOWN: entry(404, (id: string) => `There is no session "${id}".`),
  SESSION_ID_MALFORMED: entry(400, (id: string) => `"${id}" cannot be the name of a session.`),
  SESSION_UNREADABLE: entry(
    422,
    (id: string, why: string) => `The session "${id}" cannot be opened: ${why}.`,
  ),
  SESSION_REPLACED: entry(409, (id: string) => `Another file has replaced the file of "${id}" meanwhile.`),
  SESSION_LIVE: entry(
    409,
    (id: string, what: string) => `The session "${id}" is still being recorded: ${what}.`,
  ),
  SESSION_EXISTS: entry(
    409,
    (id: string) => `There is a new session named "${id}", so the deleted one stays in .trash.`,
  ),
  SESSION_HEADER_TOO_LONG: entry(
    413,
    (limit: number) =>
      `The title and the conditions are too long: together they may take at most ${limit} bytes. Nothing was changed.`,
  ),
  NOT_A_CAPTURE: entry(422, (sentence: string) => `This is not a capture: ${sentence}`),
  IMPORT_TOO_LARGE: entry(
    413,
    (limit: number) => `The file is larger than ${limit} bytes, the largest size accepted.`,
  ),
  FOLDER_UNUSABLE: entry(
    500,
    (folder: string, why: string) =>
      `Sessions cannot be stored in ${folder}: ${why}. Make it writable, or name another folder with --sessions DIR.`,
  ),
  FOLDER_BUSY: entry(
    503,
    (pid: number) =>
      `Another Unstick (process ${pid}) started to change this folder several seconds ago and has not finished. End that process, or try again.`,
  ),
  DISK_FULL: entry(
    507,
    (folder: string) => `The disk of ${folder} is full. Free some space. What was written so far is kept.`,
  ),
  DISK_FAILED: entry(
    500,
    (folder: string, code: string) =>
      `Writing to ${folder} failed with ${code}. What was written so far is kept.`,
  ),
  FILE_UNREADABLE: entry(404, (file: string, why: string) => `${file} cannot be read: ${why}.`),
  FILE_UNWRITABLE: entry(500, (file: string, why: string) => `${file} cannot be written: ${why}.`),
  FILE_DAMAGED: entry(422, (sentence: string) => sentence),
  PACKED_DAMAGED: entry(
    422,
    (packing: string, size: number, why: string) =>
      `The ${packing} data is damaged after ${size} unpacked bytes: ${why}. Everything before that was read.`,
  ),
  UNPACKED_TOO_LARGE: entry(
    413,
    (packing: string, limit: number) =>
      `The ${packing} data unpacks to more than ${limit} bytes, the most that is accepted. Everything before that was read.`,
  ),
  FRAMING_FAILED: entry(
    422,
    (stream: string, code: string, offset: number, sentence: string) =>
      `${stream}: ${code} in the frame at byte ${offset}: ${sentence}`,
  ),
  FRAMING_WITHOUT_PROGRAM: entry(422, (why: string) => why),
  FRAMING_MISSING: entry(400, (guess: string) => `Name a framing with --framing. ${guess}`),
  NOTHING_TO_GUESS: entry(422, (why: string) => `There is nothing to guess a framing from: ${why}.`),
  FRAMING_NEEDED: entry(400, () => 'Raw bytes have no recvs that could count as messages. Name a framing.'),
  EXPORT_OF_WHAT: entry(
    400,
    () => 'Name what to export: exactly one of --pcapng, --raw, --frames and --html.',
  ),
  EXPORT_TOO_LARGE: entry(
    413,
    (limit: number) => `The session is larger than ${limit} bytes, the most that an HTML page can hold.`,
  ),
  START_BEYOND_END: entry(
    422,
    (stream: string, start: number, length: number) =>
      `${stream} has ${length} bytes, so no frame begins at byte ${start}.`,
  ),
  STREAM_UNKNOWN: entry(
    404,
    (which: string, names: string) =>
      `There is no stream ${which}. ${names === '' ? 'There are none at all' : `The streams are: ${names}`}.`,
  ),
  STREAM_HAS_HOLES: entry(
    422,
    (stream: string, missing: number, how: string) =>
      `${missing} bytes of ${stream} were never captured; they are ${how}.`,
  ),
  STREAM_ENDS_EARLY: entry(
    422,
    (stream: string, sentence: string) => `${stream}: ${sentence} They are not written.`,
  ),
  HOLES_TOO_LARGE: entry(
    422,
    (stream: string, missing: number, limit: number) =>
      `${missing} bytes of ${stream} were never captured. Without --holes at most ${limit} missing bytes are written as zeros. --holes skip leaves them out, and --holes zeros writes them all.`,
  ),
  // Starting
  NO_FREE_PORT: entry(500, (first: number, last: number) => `No port from ${first} to ${last} is free.`),
  CANNOT_LISTEN: entry(
    500,
    (host: string, errno: string, remedy: string) =>
      `The page needs the address ${host}, but a server cannot listen on it here (${errno}).${remedy}`,
  ),
} as const

export type ErrorCode = keyof typeof errors
type Values<Code extends ErrorCode> = Parameters<(typeof errors)[Code]['sentence']>

/** A refusal or failure that is reported to a person by code and sentence. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly status: number

  constructor(code: ErrorCode, message: string) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.status = errors[code].status
  }
}

/** Makes the error to throw: `throw refusal('SESSION_UNKNOWN', id)`. */
export const refusal = <Code extends ErrorCode>(code: Code, ...values: Values<Code>): Refusal => {
  const sentence: (...values: Values<Code>) => string = errors[code].sentence as (
    ...values: Values<Code>
  ) => string
  return new Refusal(code, sentence(...values))
}

/** The errno name of a failed system call's error, such as `ENOENT`; `undefined` for any other value. */
export const errnoOf = (error: unknown): string | undefined =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^E[A-Z0-9]+$/.test(error.code)
    ? error.code
    : undefined
