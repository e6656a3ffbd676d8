import type { NotebookContract } from "../contract/notebook"
import type { OutputOf } from "../contract/rpc"

/** Rows of the main process's lists, as the contract has them. */
export type FileEntry = OutputOf<NotebookContract["files.recent"]>["entries"][number]
export type GalleryEntry = OutputOf<NotebookContract["files.gallery"]>["entries"][number]
export type VersionEntry = OutputOf<NotebookContract["files.versions"]>["versions"][number]
