/** The version both ends of a channel must share; it changes with any message's shape. */
export const PROTOCOL_VERSION = 1
