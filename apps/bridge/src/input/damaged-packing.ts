// What an unpacker throws where its input is damaged, or ends too early; the message says why in a few words.
export class DamagedPacking extends Error {}
