export { Workspace, type Dialogs, type WorkspaceOptions } from "./workspace"
export type { MakeSession } from "./hub"
export { dataFolder } from "../notebook/data-folder"
