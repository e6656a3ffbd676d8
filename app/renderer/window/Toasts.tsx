import { X } from "lucide-react"
import { useEffect } from "react"
import { usePage, usePart } from "../store/context"
import type { Toast } from "../store/window"
import { strings } from "../strings"

const STAYS = 8000

export function Toasts() {
  const toasts = usePart((state) => state.window.toasts)
  return (
    <section className="toasts" aria-label={strings.regions.messages}>
      {toasts.map((toast) => (
        <ToastView key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

function ToastView({ toast }: { readonly toast: Toast }) {
  const page = usePage()
  useEffect(() => {
    const timer = setTimeout(() => page.window({ type: "toastGone", id: toast.id }), STAYS)
    return () => clearTimeout(timer)
  }, [page, toast.id])
  const close = (): void => page.window({ type: "toastGone", id: toast.id })
  return (
    <div className="toast" data-tone={toast.tone}>
      <span>{toast.text}</span>
      {toast.undo && (
        <button
          type="button"
          className="link"
          onClick={() => {
            page.command("edit.undo")
            close()
          }}
        >
          {strings.cell.undo}
        </button>
      )}
      <button type="button" className="icon-button" aria-label={strings.cell.close} onClick={close}>
        <X size={14} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </div>
  )
}
