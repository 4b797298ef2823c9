/** The mark (SO_MARK, socket(7)) of packets that a wire hands to a host's `lo`, by which the host knows them. */
export const ARRIVING_MARK = 1
