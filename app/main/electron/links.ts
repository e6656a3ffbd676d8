import { classifyExternalLink } from "./decisions"

/** What the desktop door does for a link, given as functions so that the rule can be tested without a desktop. */
export interface LinkActions {
  /** Asks with the system's dialog what to do with an address that shows this host or mail address. */
  ask(shows: string, url: string): Promise<"copy" | "open" | "nothing">
  copy(url: string): Promise<void> | void
  open(url: string): Promise<void> | void
}

/**
 * A link in a text cell was pressed. Web and mail addresses leave the program only after a question that shows where they lead; everything else is
 * passed over.
 */
export async function followLink(address: string, actions: LinkActions): Promise<void> {
  const link = classifyExternalLink(address)
  if (link === null) return
  const answer = await actions.ask(link.shows, link.url)
  if (answer === "copy") await actions.copy(link.url)
  if (answer === "open") await actions.open(link.url)
}
