/**
 * Typed calls between two processes, over anything that carries text.
 *
 * A contract is a record of procedures, each `{ input, progress, output }` as zod schemas (notebook.ts, session.ts). One end serves it, the other
 * connects; both infer their types from it, and both check what arrives. A message is one JSON text, whatever the transport, so that nothing behaves
 * differently over a WebSocket than over a MessagePort: integers beyond 2^53 are decimal strings, and a stray BigInt fails at its sender.
 *
 *     client                              server
 *     hello { protocol }            ─▶    ◀─  hello { protocol }         must agree, or every call fails with "version"
 *     request { id, method, input } ─▶    ◀─  progress { id, item }      waits when the client has given no credit
 *     credit { id, count }          ─▶    ◀─  success { id, output }
 *     cancel { id }                 ─▶    ◀─  failure { id, failure }
 *     ping                          ─▶    ◀─  pong
 *
 * Back-pressure is per call: the server starts with a few credits, spends one for each item, and gets one back for each item that the client's
 * reader has consumed. An item that may be replaced by a later one (`offer`) coalesces instead of waiting.
 *
 * Failures are data (`Failure`), because thrown errors lose their code on the way. What a handler throws without meaning to becomes "internal" with
 * an id that the server's log has beside the stack. Closing a transport cancels every call on it, at both ends. A message that does not fit
 * is answered, counted, and changes nothing.
 */
export {
  decode,
  exceedsDepth,
  INITIAL_CREDITS,
  MAX_MESSAGE_CHARACTERS,
  MAX_MESSAGE_DEPTH,
  RemoteError,
  type Contract,
  type InputOf,
  type OutputOf,
  type ParsedInputOf,
  type Procedure,
  type ProgressOf,
  type StopSignal,
  type Transport,
} from "./rpc-wire"
export { connect, type Call, type CallOptions, type Client, type ConnectOptions } from "./rpc-client"
export { serve, type CallScope, type Handlers, type ServeOptions, type Served } from "./rpc-server"
export {
  emitterTransport,
  memoryPair,
  portTransport,
  socketTransport,
  type EmitterLike,
  type PortLike,
  type SocketLike,
} from "./transports"
