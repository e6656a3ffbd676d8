/** The version both ends of a channel must share; it changes with any message's shape. */
export const PROTOCOL_VERSION = 2
/** The program's own version, as package.json has it. */
export const APP_VERSION = "0.1.0"
