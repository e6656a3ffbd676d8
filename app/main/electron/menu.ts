import type { MenuItemConstructorOptions } from "electron"

/**
 * The application's menu: what the system expects (editing, window, quitting). The notebook's own commands live in the page, with its keys; menu items
 * whose keys would shadow the page's are registered without them.
 */
export function menuTemplate(platform: NodeJS.Platform, name: string): MenuItemConstructorOptions[] {
  const edit: MenuItemConstructorOptions = {
    label: "Edit",
    submenu: [{ role: "cut" }, { role: "copy" }, { role: "paste" }, { role: "selectAll", registerAccelerator: false }],
  }
  const window: MenuItemConstructorOptions = {
    label: "Window",
    submenu: [{ role: "minimize" }, { role: "togglefullscreen" }, { role: "close" }],
  }
  if (platform !== "darwin") return [{ label: "File", submenu: [{ role: "quit" }] }, edit, window]
  const application: MenuItemConstructorOptions = {
    label: name,
    submenu: [
      { role: "about" },
      { type: "separator" },
      { role: "hide" },
      { role: "hideOthers" },
      { role: "unhide" },
      { type: "separator" },
      { role: "quit" },
    ],
  }
  return [application, edit, window]
}
