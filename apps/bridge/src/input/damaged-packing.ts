// The error of an unpacker whose input is damaged or ends too early. The message says why in a few words.
export class DamagedPacking extends Error {}
