/** The declarations that the build extracts from the engine: all that help, completion and the palette know of functions. */
export { functions } from "../language/generated/functions"
