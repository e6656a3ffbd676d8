/**
 * The page's state in one place. A reducer is a plain function of state and action, tested without a page; what touches the world
 * (the connection, the clipboard, timers) listens to changes here and dispatches what it learned.
 */
export interface Store<State, Action> {
  get(): State
  dispatch(action: Action): void
  /** Several actions in turn, as one change to those who listen. */
  dispatchAll(actions: readonly Action[]): void
  subscribe(listener: () => void): () => void
}

export function createStore<State, Action>(
  reduce: (state: State, action: Action) => State,
  initial: State,
): Store<State, Action> {
  let state = initial
  const listeners = new Set<() => void>()
  const dispatchAll = (actions: readonly Action[]): void => {
    const next = actions.reduce(reduce, state)
    if (next === state) return
    state = next
    for (const listener of [...listeners]) listener()
  }
  return {
    get: () => state,
    dispatch: (action) => dispatchAll([action]),
    dispatchAll,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
